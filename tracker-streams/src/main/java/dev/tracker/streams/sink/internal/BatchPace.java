package dev.tracker.streams.sink.internal;

import java.time.Duration;

/**
 * How long a batch may wait for more records. Where a later record of a batch replaces an earlier one, a longer batch has fewer rows to write: the longer the last one took,
 * the longer the next is collected, so that the database spends at most a quarter of its time on rows that will be replaced. Not thread-safe.
 */
final class BatchPace {

    /** Collecting takes so many times what writing took. */
    private static final int COLLECTING = 4;

    /** What a row may be late by on top of the writing. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Duration usual;
    private final boolean replaces;
    private Duration linger;

    /**
     * @param usual how long at the least
     * @param replaces whether later records replace earlier ones
     */
    BatchPace(Duration usual, boolean replaces) {
        this.usual = usual;
        this.replaces = replaces;
        this.linger = usual;
    }

    /** A batch was written. */
    void wrote(Duration took) {
        if (replaces) {
            linger = longer(usual, shorter(LONGEST, took.multipliedBy(COLLECTING)));
        }
    }

    /** From the first record of a batch until it is due. */
    Duration linger() {
        return linger;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
