package dev.tracker.bridge.internal.view;

import java.util.Arrays;

/**
 * How long events took to get here, over about the last minute: two half-minute histograms whose classes grow by a fifth, so that a percentile is at most 20 %
 * too high. Not safe for several threads.
 */
public final class RecentLag {

    private static final long HALF_MS = 30_000;
    private static final double GROWTH = Math.log(1.2);
    private static final int CLASSES = 100;

    private int[] current = new int[CLASSES];
    private int[] before = new int[CLASSES];
    private long half = -2;
    private long maxCurrent;
    private long maxBefore;

    void add(long lagMs, long nowMs) {
        turn(nowMs);
        long lag = Math.max(0, lagMs);
        current[Math.min(CLASSES - 1, (int) (Math.log1p((double) lag) / GROWTH))]++;
        maxCurrent = Math.max(maxCurrent, lag);
    }

    private void turn(long nowMs) {
        long now = nowMs / HALF_MS;
        if (now == half) {
            return;
        }
        boolean isNext = now == half + 1;
        int[] free = before;
        before = current;
        current = free;
        Arrays.fill(current, 0);
        maxBefore = isNext ? maxCurrent : 0;
        maxCurrent = 0;
        if (!isNext) {
            Arrays.fill(before, 0);
        }
        half = now;
    }

    /** Adds what this one holds of the last minute to another one. Several threads may do so at a time. */
    public void addTo(RecentLag sum, long nowMs) {
        long age = nowMs / HALF_MS - half;
        if (age == 0 || age == 1) {
            sum.addAll(current, maxCurrent);
        }
        if (age == 0) {
            sum.addAll(before, maxBefore);
        }
    }

    private void addAll(int[] counts, long max) {
        for (int i = 0; i < CLASSES; i++) {
            current[i] += counts[i];
        }
        maxCurrent = Math.max(maxCurrent, max);
    }

    public boolean isEmpty() {
        return count() == 0;
    }

    private long count() {
        return Arrays.stream(current).asLongStream().sum()
                + Arrays.stream(before).asLongStream().sum();
    }

    /** Milliseconds that this part of the events did not exceed. */
    public double percentile(double part) {
        long wanted = (long) Math.ceil(part * count());
        long seen = 0;
        for (int i = 0; i < CLASSES; i++) {
            seen += current[i] + before[i];
            if (seen >= wanted) {
                return Math.min((double) max(), Math.floor(Math.expm1((i + 1) * GROWTH)));
            }
        }
        return max();
    }

    public long max() {
        return Math.max(maxCurrent, maxBefore);
    }
}
