package dev.tracker.bridge.internal.alerts;

import java.time.Duration;

/** Says when something is due again, whatever happens to the clock on the wall. Not thread-safe. */
final class Pace {

    private final long everyNanos;
    private long nextNanos = System.nanoTime();

    Pace(Duration every) {
        everyNanos = every.toNanos();
    }

    /** Whether it is due; if so, it is next due a while from now. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - nextNanos < 0) {
            return false;
        }
        nextNanos = now + everyNanos;
        return true;
    }
}
