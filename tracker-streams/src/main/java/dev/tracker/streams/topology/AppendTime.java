package dev.tracker.streams.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The broker's append time, never negative. Kafka's own extractor stops the application at a negative timestamp, which a topic that was not made by us
 * (with the producer's time in its records) may hold.
 */
final class AppendTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}
