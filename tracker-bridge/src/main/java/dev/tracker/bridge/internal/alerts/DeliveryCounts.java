package dev.tracker.bridge.internal.alerts;

import java.util.concurrent.atomic.LongAdder;

/** How many alerts were raised, and what came of deliveries. Safe for use by many threads. */
final class DeliveryCounts {

    private final LongAdder raisedCount = new LongAdder();
    private final LongAdder deliveredCount = new LongAdder();
    private final LongAdder failedCount = new LongAdder();
    private final LongAdder droppedCount = new LongAdder();

    void raised(int alerts) {
        raisedCount.add(alerts);
    }

    void delivered() {
        deliveredCount.increment();
    }

    void failed() {
        failedCount.increment();
    }

    void dropped() {
        droppedCount.increment();
    }

    long allRaised() {
        return raisedCount.sum();
    }

    long allDelivered() {
        return deliveredCount.sum();
    }

    long allFailed() {
        return failedCount.sum();
    }

    long allDropped() {
        return droppedCount.sum();
    }
}
