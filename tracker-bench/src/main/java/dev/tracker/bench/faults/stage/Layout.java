package dev.tracker.bench.faults.stage;

import dev.tracker.bench.faults.work.WorkerClock;

/**
 * What an installation is made of.
 *
 * @param brokers 1 or 3
 * @param aggregators 1 to 3
 * @param producers how many
 * @param eventsASecond of each producer
 * @param clock of the workers
 */
public record Layout(int brokers, int aggregators, int producers, int eventsASecond, WorkerClock clock) {

    /** Enough for every promise to be broken, little enough for a small machine. */
    public static final Layout USUAL = new Layout(1, 2, 2, 100, WorkerClock.RIGHT);

    public Layout withAggregators(int number) {
        return new Layout(brokers, number, producers, eventsASecond, clock);
    }

    public Layout withBrokers(int number) {
        return new Layout(number, aggregators, producers, eventsASecond, clock);
    }

    public Layout withClock(WorkerClock other) {
        return new Layout(brokers, aggregators, producers, eventsASecond, other);
    }
}
