package dev.tracker.core;

import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.TaskProgress;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a task's worker shows signs of life and gets on, as a reader judges it now. Never stored: a task does not change because time passes, only what
 * we may think of it.
 */
public enum Liveness {
    /** Heard from and moving on. */
    RUNNING,
    /** Said that it waits for something, and is silent no longer than that excuses. */
    WAITING,
    /** Silent, or busy without moving on, for longer than its own rhythm and announcements allow. */
    STALLED,
    /** Silent for twice that: presumed dead. */
    LOST,
    /** Nothing is expected any more. */
    ENDED;

    private static final Duration LEAST_ALLOWANCE = Duration.ofMinutes(5);
    private static final Duration MOST_RHYTHM_ALLOWANCE = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final int RHYTHM_FACTOR = 8;

    /** Announcements beyond this would make a lost task look alive for ever, and overflow what time types can hold. */
    private static final long MOST_ANNOUNCED_MS = Duration.ofDays(365).toMillis();

    /** Judges the task at the reader's time {@code now}. */
    public static Liveness of(TaskProgress progress, Instant now) {
        Clocks clocks = progress.clocks();
        return of(
                progress.status().isTerminal(),
                clocks.waiting(),
                allowance(clocks).toMillis(),
                Duration.between(clocks.lastHeardAt(), now).toMillis(),
                Duration.between(clocks.lastAdvancedAt(), now).toMillis());
    }

    /**
     * The same for readers that judge many tasks often. All in milliseconds.
     *
     * @param ended whether its status is terminal
     * @param waiting whether it said that it waits
     * @param allowance see {@link #allowance}
     * @param silence time since anything was heard; below 0 if it was heard after {@code now}
     * @param standstill time since it moved on
     */
    public static Liveness of(boolean ended, boolean waiting, long allowance, long silence, long standstill) {
        if (ended) {
            return ENDED;
        }
        if (silence > 2 * allowance) {
            return LOST;
        }
        if (silence > allowance) {
            return STALLED;
        }
        if (waiting) {
            return WAITING;
        }
        return standstill > allowance ? STALLED : RUNNING;
    }

    /** How long the task may be silent or stand still before it counts as stalled; at twice that silence it counts as lost. */
    public static Duration allowance(Clocks clocks) {
        Duration byRhythm = Duration.ofMillis(clocks.rhythmMs()).multipliedBy(RHYTHM_FACTOR);
        Duration longest = longer(LEAST_ALLOWANCE, shorter(byRhythm, MOST_RHYTHM_ALLOWANCE));
        if (clocks.expectedSilenceMs() == 0) {
            return longest;
        }
        Duration announced = Duration.ofMillis(Math.min(clocks.expectedSilenceMs(), MOST_ANNOUNCED_MS));
        return longer(longest, announced.plus(GRACE));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
