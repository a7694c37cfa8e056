package dev.tracker.streams;

import org.apache.kafka.streams.StreamsConfig;

/** How often what one event does may be seen in what the aggregator writes. {@code docs/fold.md} says what the weaker one risks. */
public enum Guarantee {
    /** States, snapshots and offsets are written in one transaction; readers that ask for it see committed ones only. */
    EXACTLY_ONCE("exactly-once", StreamsConfig.EXACTLY_ONCE_V2),

    /** No transactions: a snapshot is seen as soon as it is written, and after a crash it may be followed by older ones before it comes again. */
    AT_LEAST_ONCE("at-least-once", StreamsConfig.AT_LEAST_ONCE);

    private final String label;
    private final String streamsName;

    Guarantee(String label, String streamsName) {
        this.label = label;
        this.streamsName = streamsName;
    }

    /** Kafka Streams' name of it. */
    String streamsName() {
        return streamsName;
    }

    /** The name that people write: {@code exactly-once} or {@code at-least-once}. */
    @Override
    public String toString() {
        return label;
    }
}
