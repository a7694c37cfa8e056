package dev.tracker.formats.support;

import dev.tracker.formats.TraceSink;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one task out of one recording: gives each its id, its number and an accepted form, and hands it on. Ids follow from (format,
 * task, {@link Source#identity()}, type), numbers from the order of the calls. Numbers out of range are brought into it, texts are cut. Used by
 * one thread.
 */
public final class SessionEvents {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final double MAX_PERCENT = 100;

    private final TaskIdentity task;
    private final TraceSink sink;
    private final int attempt;
    private long nextSeq;

    public SessionEvents(TaskIdentity task, TraceSink sink) {
        this(task, sink, 1, 0);
    }

    /** Goes on in an attempt where the number of events so far is known. */
    public SessionEvents(TaskIdentity task, TraceSink sink, int attempt, long nextSeq) {
        this.task = task;
        this.sink = sink;
        this.attempt = attempt;
        this.nextSeq = nextSeq;
    }

    /** The number of the next event. */
    public long nextSeq() {
        return nextSeq;
    }

    public TaskIdentity task() {
        return task;
    }

    /** The task begins, without criteria. */
    public void start(Source at, @Nullable String title) {
        start(at, title, List.of(), 0, null);
    }

    /** The task begins. {@code maxIterations} is 0 where there is no limit. */
    public void start(
            Source at, @Nullable String title, List<String> criteria, long maxIterations, @Nullable Usd maxCost) {
        List<String> declared = CriteriaTexts.fitting(criteria);
        sink.event(new ExecutionEvent.Start(
                envelope(at, EventType.START, null),
                declared.size(),
                declared,
                (int) clamp(maxIterations, WireLimits.MAX_ITERATION),
                maxCost,
                WireText.textOrNull(title)));
    }

    public void iteration(Source at, int iteration) {
        sink.event(new ExecutionEvent.Iteration(
                envelope(at, EventType.ITERATION, null), (int) clamp(iteration, WireLimits.MAX_ITERATION)));
    }

    public void progress(Source at, double percent) {
        double bounded = Math.max(0, Math.min(MAX_PERCENT, percent));
        sink.event(new ExecutionEvent.Progress(envelope(at, EventType.PROGRESS, null), bounded));
    }

    /** A criterion's verdict. One whose index is beyond what the wire takes is left out. */
    public void criterion(Source at, int index, boolean verified, Evidence evidence, String text) {
        if (index < WireLimits.MAX_CRITERIA) {
            sink.event(new ExecutionEvent.Criterion(
                    envelope(at, EventType.CRITERION, null), index, verified, evidence, WireText.text(text)));
        }
    }

    /** The agent did something. {@code success} is null where the recording does not tell; a negative duration is unknown. */
    public void action(Source at, Deed deed, @Nullable Boolean success, long durationMs, @Nullable String message) {
        long duration = durationMs < 0
                ? ExecutionEvent.Action.UNKNOWN_DURATION
                : clamp(durationMs, WireLimits.MAX_SAFE_INTEGER);
        sink.event(new ExecutionEvent.Action(
                envelope(at, EventType.ACTION, message),
                WireText.text(deed.action()),
                WireText.textOrNull(deed.target()),
                success,
                duration));
    }

    /** Something was spent. {@code usd} is null where only tokens are known. */
    public void cost(Source at, @Nullable Usd usd, TokenCounts tokens, @Nullable String model) {
        TokenCounts bounded = new TokenCounts(
                clamp(tokens.input(), WireLimits.MAX_SAFE_INTEGER),
                clamp(tokens.output(), WireLimits.MAX_SAFE_INTEGER),
                clamp(tokens.cacheRead(), WireLimits.MAX_SAFE_INTEGER),
                clamp(tokens.cacheWrite(), WireLimits.MAX_SAFE_INTEGER));
        String name = model == null ? null : WireText.text(model, WireLimits.MAX_ID);
        sink.event(new ExecutionEvent.Cost(envelope(at, EventType.COST, null), usd, bounded, name));
    }

    public void error(Source at, String error, boolean isTransient) {
        sink.event(
                new ExecutionEvent.ErrorReport(envelope(at, EventType.ERROR, null), WireText.text(error), isTransient));
    }

    public void log(Source at, String message) {
        sink.event(new ExecutionEvent.Log(envelope(at, EventType.LOG, message), 0));
    }

    public void heartbeat(Source at) {
        heartbeat(at, 0);
    }

    /** The agent is alive, and may now be silent for so long; 0 if nothing is known of that. */
    public void heartbeat(Source at, long expectedSilenceMs) {
        sink.event(new ExecutionEvent.Heartbeat(
                envelope(at, EventType.HEARTBEAT, null), clamp(expectedSilenceMs, WireLimits.MAX_SAFE_INTEGER)));
    }

    public void waiting(Source at, String message) {
        sink.event(new ExecutionEvent.Waiting(envelope(at, EventType.WAITING, message), 0));
    }

    public void complete(Source at, Outcome outcome, @Nullable String message) {
        sink.event(new ExecutionEvent.Complete(envelope(at, EventType.COMPLETE, message), outcome));
    }

    private EventEnvelope envelope(Source at, EventType type, @Nullable String message) {
        String identity = WireText.wellFormed(at.identity());
        return new EventEnvelope(
                NameUuid.of(task.format(), task.taskId(), identity, type.wireName()),
                task.taskId(),
                task.taskId(),
                task.projectId(),
                task.parentTaskId(),
                attempt,
                nextSeq++,
                task.emitterId(),
                bounded(at.time()),
                WireText.textOrNull(message));
    }

    private static @Nullable Instant bounded(@Nullable Instant time) {
        return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST)
                ? null
                : time.truncatedTo(ChronoUnit.MICROS);
    }

    private static long clamp(long value, long max) {
        return Math.max(0, Math.min(max, value));
    }
}
