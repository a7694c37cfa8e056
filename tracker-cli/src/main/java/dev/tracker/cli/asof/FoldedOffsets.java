package dev.tracker.cli.asof;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.AggregatorSettings;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far the aggregator has folded. */
final class FoldedOffsets {

    /** The first offset of the events topic's partition that it has not folded; 0 if it has committed none, or is called differently here. */
    static long of(Map<String, Object> clientProperties, int partition) {
        try (Admin admin = Admin.create(clientProperties)) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(AggregatorSettings.DEFAULT_APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(Topics.EVENTS, partition));
            return offset == null ? 0 : offset.offset();
        } catch (ExecutionException e) {
            throw new KafkaException("could not look up how far the aggregator is: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private FoldedOffsets() {}
}
