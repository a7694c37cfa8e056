package dev.tracker.streams.health;

import dev.tracker.streams.Aggregator;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** The checks of an aggregator. */
public final class AggregatorChecks {

    /** Fails when it has given up for good and only a new start helps. */
    public static List<HealthCheck> live(Aggregator aggregator) {
        return List.of(new HealthCheck(
                "streams",
                () -> aggregator.streams().state().hasCompletedShutdown() ? "ended as " + aggregator.state() : null));
    }

    /** Fails while it has no partitions, or restores, or has ended. */
    public static List<HealthCheck> ready(Aggregator aggregator) {
        return List.of(new HealthCheck(
                "streams",
                () -> aggregator.isReady()
                        ? null
                        : "is " + aggregator.state() + ", not " + KafkaStreams.State.RUNNING));
    }

    private AggregatorChecks() {}
}
