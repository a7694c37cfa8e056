package dev.tracker.bench.faults.stage;

import dev.tracker.bench.faults.work.WorkerClock;

/**
 * What an installation is made of.
 *
 * @param brokers 1 or 3
 * @param aggregators 1 to 3
 * @param sinks of each kind
 * @param producers how many
 * @param eventsASecond of each producer
 * @param clock of the workers
 * @param disk which disk can be filled
 */
public record Layout(
        int brokers, int aggregators, int sinks, int producers, int eventsASecond, WorkerClock clock, FullDisk disk) {

    /** Enough for every promise to be broken, little enough for a small machine. */
    public static final Layout USUAL = new Layout(1, 2, 1, 2, 100, WorkerClock.RIGHT, FullDisk.NONE);

    public Layout withBrokers(int number) {
        return new Layout(number, aggregators, sinks, producers, eventsASecond, clock, disk);
    }

    public Layout withAggregators(int number) {
        return new Layout(brokers, number, sinks, producers, eventsASecond, clock, disk);
    }

    public Layout withSinks(int number) {
        return new Layout(brokers, aggregators, number, producers, eventsASecond, clock, disk);
    }

    public Layout withClock(WorkerClock other) {
        return new Layout(brokers, aggregators, sinks, producers, eventsASecond, other, disk);
    }

    public Layout withDisk(FullDisk other) {
        return new Layout(brokers, aggregators, sinks, producers, eventsASecond, clock, other);
    }

    /** Whose disk is small enough to be filled. */
    public enum FullDisk {
        NONE,
        /** PostgreSQL's write-ahead log. */
        WAL,
        /** What the first broker keeps. */
        BROKER,
        /** The aggregators' states. */
        STATE
    }
}
