package dev.tracker.streams.health;

import dev.tracker.streams.Aggregator;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The checks of an aggregator. */
public final class AggregatorChecks {

    /** Fails when it has given up for good and only a new start helps. */
    public static List<HealthCheck> live(Aggregator aggregator) {
        return List.of(new HealthCheck(
                "streams",
                () -> aggregator.streams().state().hasCompletedShutdown()
                        ? "ended as " + aggregator.state() + because(aggregator)
                        : null));
    }

    /** Fails while it has no partitions, or restores, or its threads keep dying, or it has ended. Tells of the last alarm. */
    public static List<HealthCheck> ready(Aggregator aggregator) {
        return List.of(
                new HealthCheck("streams", () -> notReady(aggregator)),
                HealthCheck.advice("log", () -> aggregator.alarms().last()));
    }

    private static @Nullable String notReady(Aggregator aggregator) {
        if (aggregator.isReady()) {
            return null;
        }
        return aggregator.isFailing()
                ? "its threads die, " + aggregator.replacedThreads() + " so far" + because(aggregator)
                : "is " + aggregator.state() + ", not " + KafkaStreams.State.RUNNING;
    }

    private static String because(Aggregator aggregator) {
        Throwable failure = aggregator.lastFailure();
        return failure == null ? "" : ": " + failure;
    }

    private AggregatorChecks() {}
}
