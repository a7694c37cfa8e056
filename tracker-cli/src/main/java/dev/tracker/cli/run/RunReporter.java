package dev.tracker.cli.run;

import dev.tracker.core.client.ProgressTracker;
import dev.tracker.schemas.Texts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports what the command prints, within a rate, and that it lives. Lines beyond the rate are not reported as they come; the last of them are at the end,
 * with the number of those left out. Called by one thread.
 */
final class RunReporter {

    static final int MOST_AT_ONCE = 20;
    static final int LAST_LINES = 10;

    private static final double LINES_PER_SECOND = 2;
    private static final double NANOS = 1e9;
    private static final int MAX_LINE = 2_000;
    private static final long PROGRESS_EVERY_NANOS = 1_000_000_000L;

    private final ProgressTracker tracker;
    private final String taskId;
    private final OutputTail tail;
    private final @Nullable ProgressPattern pattern;
    private final long heartbeatNanos;
    private final Duration silence;
    private final LongSupplier nanoTime;

    private final ArrayDeque<String> unreported = new ArrayDeque<>();
    private long leftOut;
    private double allowance = MOST_AT_ONCE;
    private long refilledNanos;
    private long beatNanos;
    private long progressNanos;
    private double percent = -1;
    private double reportedPercent = -1;
    private @Nullable String newest;

    /** @param silence how long the command may go without progress; zero to leave it to the readers */
    RunReporter(
            ProgressTracker tracker,
            String taskId,
            OutputTail tail,
            @Nullable ProgressPattern pattern,
            Duration heartbeat,
            Duration silence,
            LongSupplier nanoTime) {
        this.tracker = tracker;
        this.taskId = taskId;
        this.tail = tail;
        this.pattern = pattern;
        this.heartbeatNanos = heartbeat.toNanos();
        this.silence = silence;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.refilledNanos = now;
        this.beatNanos = now;
        this.progressNanos = now - PROGRESS_EVERY_NANOS;
    }

    /** Looks at what came since the last call. */
    void tick() {
        long now = nanoTime.getAsLong();
        allowance = Math.min(MOST_AT_ONCE, allowance + (now - refilledNanos) / NANOS * LINES_PER_SECOND);
        refilledNanos = now;
        take();
        if (percent != reportedPercent && now - progressNanos >= PROGRESS_EVERY_NANOS) {
            reportProgress(now);
        }
        if (now - beatNanos >= heartbeatNanos) {
            beatNanos = now;
            beat();
        }
    }

    private void take() {
        for (String line : tail.take()) {
            look(line);
            newest = line;
            if (allowance >= 1) {
                allowance--;
                report(line);
            } else {
                unreported.add(line);
                if (unreported.size() > LAST_LINES) {
                    unreported.remove();
                    leftOut++;
                }
            }
        }
        leftOut += tail.takeSkipped();
    }

    private void look(String line) {
        OptionalDouble found = pattern == null ? OptionalDouble.empty() : pattern.percent(line);
        if (found.isPresent()) {
            percent = found.getAsDouble();
        }
    }

    private void report(String line) {
        tracker.log(taskId, Texts.abridge(line, MAX_LINE));
    }

    private void reportProgress(long now) {
        progressNanos = now;
        reportedPercent = percent;
        tracker.updateProgress(taskId, percent);
    }

    /** What prints something does something; what prints nothing is at least there. */
    private void beat() {
        String line = newest;
        newest = null;
        if (line == null || !silence.isZero()) {
            tracker.heartbeat(taskId, silence);
        }
        if (line != null) {
            tracker.logAction(taskId, "output", Texts.abridge(line, MAX_LINE), true);
        }
    }

    /** The command has ended: its last lines, however many there were. */
    void finish() {
        take();
        if (percent != reportedPercent) {
            reportProgress(nanoTime.getAsLong());
        }
        if (leftOut > 0) {
            tracker.log(taskId, String.format("… %,d lines of output left out", leftOut));
        }
        unreported.forEach(this::report);
    }
}
