package dev.tracker.bench.latency;

import java.time.Duration;

/** Waiting for a thread to end. */
final class Threads {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static void join(Thread thread) {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Threads() {}
}
