package dev.tracker.streams.sink.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Says when to try again: pauses double up to a limit and vary at random, so that many sinks do not fall on a recovering database together. */
final class BackOff {

    private static final long FIRST_NANOS = Duration.ofMillis(100).toNanos();

    private final long maxNanos;
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private int failures;
    private long pausedSince;
    private long pause;

    /** @param random gives numbers from 0 up to 1 */
    BackOff(Duration max, LongSupplier nanoTime, DoubleSupplier random) {
        this.maxNanos = max.toNanos();
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Begins the next pause. */
    void failed() {
        long full = Math.min(maxNanos, FIRST_NANOS << Math.min(failures, 20));
        failures++;
        pausedSince = nanoTime.getAsLong();
        pause = (long) (full * (0.5 + random.getAsDouble() / 2));
    }

    /** The next failure will be a first one again. */
    void succeeded() {
        failures = 0;
        pause = 0;
    }

    int failures() {
        return failures;
    }

    /** What is left of the pause, zero if it is over or there is none. */
    Duration remaining() {
        if (pause == 0) {
            return Duration.ZERO;
        }
        long left = pause - (nanoTime.getAsLong() - pausedSince);
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }
}
