package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Measures now and then how many records of a sink's partitions are not in the database yet, also while it is away. */
final class LagProbe {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Consumer<?, ?> consumer;
    private final SinkMetrics metrics;
    private final LongSupplier nanoTime;
    private long measuredAt;

    LagProbe(Consumer<?, ?> consumer, SinkMetrics metrics, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.measuredAt = nanoTime.getAsLong() - INTERVAL_NANOS;
    }

    void measureNowAndThen(List<? extends OwnedPartition<?>> partitions) {
        long now = nanoTime.getAsLong();
        if (now - measuredAt < INTERVAL_NANOS) {
            return;
        }
        measuredAt = now;
        List<TopicPartition> ids = partitions.stream().map(OwnedPartition::id).toList();
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(ids, PATIENCE);
            long lag = 0;
            for (OwnedPartition<?> partition : partitions) {
                long end = ends.getOrDefault(partition.id(), 0L);
                lag += Math.max(0, end - Math.max(0, partition.written()));
            }
            metrics.lag(lag);
        } catch (TimeoutException e) {
            // The brokers are away; the last figure stands until they are back.
        }
    }
}
