package dev.tracker.bench.workload;

import java.util.concurrent.locks.LockSupport;

/** A steady rate, after a beginning at a third of it: whoever comes back too late may go on the sooner, so that the rate holds over all. Not thread-safe. */
public final class Pace {

    private final int perSecond;
    private final long easy;
    private long count;
    private long begin;

    /**
     * Begins with the first {@link #await}.
     *
     * @param perSecond how many a second, at least 3
     * @param easy how many of them at a third of that
     */
    public Pace(int perSecond, long easy) {
        this.perSecond = perSecond;
        this.easy = easy;
    }

    /** Waits until the next one is due. */
    public void await() {
        if (count == 0) {
            begin = System.nanoTime();
        }
        // Each of the easy ones takes as long as three others.
        long slots = count + 2 * Math.min(count, easy);
        count++;
        long due = begin + slots * 1_000_000_000L / perSecond;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
