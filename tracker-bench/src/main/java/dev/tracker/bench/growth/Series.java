package dev.tracker.bench.growth;

import java.util.List;

/**
 * Points that differ in one thing.
 *
 * @param name in results
 * @param warmUps phases before the measured ones
 * @param rounds measured phases of each point; the points take turns
 * @param jvmOptions beyond those of every subject
 * @param isRestored whether each point's aggregator is restored from nothing at the end
 */
record Series(String name, List<Point> points, int warmUps, int rounds, List<String> jvmOptions, boolean isRestored) {

    /**
     * One of them.
     *
     * @param x what differs
     * @param feed the tasks
     * @param phaseEvents events of a phase
     */
    record Point(long x, Feed feed, long phaseEvents) {}
}
