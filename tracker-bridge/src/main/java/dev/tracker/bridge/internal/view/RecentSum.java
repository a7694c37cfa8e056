package dev.tracker.bridge.internal.view;

/** What was added in the last 60 seconds, in steps of five. Not safe for several threads. */
public final class RecentSum {

    private static final long STEP_MS = 5_000;
    private static final int STEPS = 12;

    /** One more than is summed: the step that is being filled. */
    private final long[] sums = new long[STEPS + 1];

    private final long[] steps = new long[STEPS + 1];

    void add(long amount, long nowMs) {
        long step = nowMs / STEP_MS;
        int slot = (int) Math.floorMod(step, (long) sums.length);
        if (steps[slot] != step) {
            steps[slot] = step;
            sums[slot] = 0;
        }
        sums[slot] += amount;
    }

    /** The sum of the last {@code seconds}, at most 60, as far as whole steps of five seconds tell; the step under way counts besides. */
    public long last(int seconds, long nowMs) {
        long step = nowMs / STEP_MS;
        long oldest = step - seconds * 1000L / STEP_MS;
        long sum = 0;
        for (int i = 0; i < sums.length; i++) {
            if (steps[i] > oldest && steps[i] <= step) {
                sum += sums[i];
            }
        }
        return sum;
    }
}
