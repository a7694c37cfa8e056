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
 */
public record Layout(int brokers, int aggregators, int sinks, int producers, int eventsASecond, WorkerClock clock) {

    /** Enough for every promise to be broken, little enough for a small machine. */
    public static final Layout USUAL = new Layout(1, 2, 1, 2, 100, WorkerClock.RIGHT);

    public Layout withBrokers(int number) {
        return new Layout(number, aggregators, sinks, producers, eventsASecond, clock);
    }

    public Layout withAggregators(int number) {
        return new Layout(brokers, number, sinks, producers, eventsASecond, clock);
    }

    public Layout withSinks(int number) {
        return new Layout(brokers, aggregators, number, producers, eventsASecond, clock);
    }

    public Layout withClock(WorkerClock other) {
        return new Layout(brokers, aggregators, sinks, producers, eventsASecond, other);
    }
}
