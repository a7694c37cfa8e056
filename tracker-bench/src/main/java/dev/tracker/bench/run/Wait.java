package dev.tracker.bench.run;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Waiting for what can only be looked at: the one loop of its kind. */
public final class Wait {

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws InterruptedException, ExecutionException;
    }

    /**
     * Returns when the condition holds.
     *
     * @param what is waited for, for the message
     * @param between two looks
     * @param patience how long at the most
     * @throws BenchException if it does not hold in time, or can't be looked at
     */
    public static void until(String what, Duration between, Duration patience, Condition condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() > deadline) {
                    throw new BenchException("waited for " + patience.toSeconds() + " s in vain: " + what);
                }
                Thread.sleep(between.toMillis());
            }
        } catch (ExecutionException e) {
            throw new BenchException("can't tell: " + what, e);
        }
    }

    private Wait() {}
}
