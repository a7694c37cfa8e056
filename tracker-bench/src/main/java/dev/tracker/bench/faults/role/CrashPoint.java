package dev.tracker.bench.faults.role;

/** Where in its work a role can be made to crash. */
public enum CrashPoint {
    /** The aggregator has sent its snapshots and not yet the offsets that they stand for. */
    BEFORE_OFFSETS,
    /** The aggregator has sent snapshots and offsets and not yet committed the transaction. */
    BEFORE_KAFKA_COMMIT,
    /** The aggregator's transaction is committed, and it has not heard of it. */
    AFTER_KAFKA_COMMIT,
    /** A sink has written its rows and its position, and not yet committed them. */
    BEFORE_DATABASE_COMMIT,
    /** A sink's transaction is committed, and the group's offsets in Kafka are not. */
    AFTER_DATABASE_COMMIT;

    /** Exit code of a process that crashed at its point, which nothing else has. */
    public static final int EXIT_CODE = 86;

    /** Whether it is the aggregator that passes it. */
    public boolean isInAggregator() {
        return compareTo(AFTER_KAFKA_COMMIT) <= 0;
    }
}
