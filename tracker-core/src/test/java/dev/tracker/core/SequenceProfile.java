package dev.tracker.core;

import java.util.Random;

/**
 * What one made log is like. Drawn per log, so that some logs are clean, some are bad in one way, and some in all.
 *
 * @param redelivered share of records at a position seen before
 * @param copied share of records that repeat an event at a new position
 * @param held share of events that arrive later than they were sent
 * @param lost share of events that never arrive
 * @param unsequenced share of events without a number
 * @param timeless share of events without a timestamp
 * @param backwards share of records whose append time goes back
 * @param newAttempts share of events that begin a newer attempt
 * @param oldAttempts share of events of an older attempt
 * @param ends share of events that complete the task
 * @param emitters how many emitters a task has
 * @param moves whether the log changes partitions
 * @param manyFiles whether most actions change a new file
 * @param longPaths whether paths are about as long as may be listed
 * @param rich whether amounts are about as high as may be reported
 */
record SequenceProfile(
        double redelivered,
        double copied,
        double held,
        double lost,
        double unsequenced,
        double timeless,
        double backwards,
        double newAttempts,
        double oldAttempts,
        double ends,
        int emitters,
        boolean moves,
        boolean manyFiles,
        boolean longPaths,
        boolean rich) {

    private static final int MOST_EMITTERS = 20;

    static SequenceProfile draw(Random random) {
        return new SequenceProfile(
                share(random, 0.1),
                share(random, 0.2),
                share(random, 0.4),
                share(random, 0.4),
                share(random, 0.3),
                share(random, 0.5),
                share(random, 0.3),
                share(random, 0.03),
                share(random, 0.2),
                share(random, 0.05),
                random.nextInt(3) == 0 ? MOST_EMITTERS : 1 + random.nextInt(4),
                random.nextInt(8) == 0,
                random.nextInt(4) == 0,
                random.nextInt(3) == 0,
                random.nextInt(4) == 0);
    }

    /** Nothing in one log of three, else up to the given share. */
    private static double share(Random random, double most) {
        return random.nextInt(3) == 0 ? 0 : random.nextDouble() * most;
    }
}
