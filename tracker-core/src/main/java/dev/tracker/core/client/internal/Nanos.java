package dev.tracker.core.client.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as the clock of {@link System#nanoTime()} counts them. */
final class Nanos {

    /** The duration; 292 years for one that is longer, where {@link Duration#toNanos} would throw. */
    static long of(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    private Nanos() {}
}
