package dev.tracker.bench.growth;

import dev.tracker.bench.run.BenchException;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the events topic a phase at a time. A phase is a transaction, so a reader of committed records meets none of it while it is written and all of it
 * once it is revealed: what the reader then uses is for this phase alone. Not thread-safe.
 */
final class PhaseWriter implements AutoCloseable {

    /** The longest that brokers allow: a large phase takes its time. */
    private static final int TRANSACTION_TIMEOUT_MS = 900_000;

    /**
     * A phase that lies ready.
     *
     * @param valueBytes of the values, before compression
     * @param ends behind the last record of each partition
     */
    record Written(long events, long valueBytes, Map<TopicPartition, Long> ends) {}

    /** Hands out a phase's events. */
    @FunctionalInterface
    interface Phase {
        void events(Consumer<ExecutionEvent> each);
    }

    private final KafkaProducer<byte[], byte[]> producer;

    PhaseWriter(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "transactional.id",
                        "bench-growth",
                        "transaction.timeout.ms",
                        TRANSACTION_TIMEOUT_MS,
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        20,
                        "batch.size",
                        128 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Writes a phase, so that it lies ready but is not seen. */
    Written write(Phase phase) {
        Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
        long[] written = new long[2];
        producer.beginTransaction();
        phase.events(event -> {
            byte[] value = EventEncoder.encode(event);
            written[0]++;
            written[1] += value.length;
            // A failed send fails the commit of its transaction.
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(
                            Topics.EVENTS, event.envelope().taskId().getBytes(StandardCharsets.UTF_8), value),
                    (metadata, failure) -> {
                        if (failure == null) {
                            ends.merge(
                                    new TopicPartition(metadata.topic(), metadata.partition()),
                                    metadata.offset() + 1,
                                    Math::max);
                        }
                    });
        });
        producer.flush();
        if (written[0] == 0) {
            throw new BenchException("a phase without events");
        }
        return new Written(written[0], written[1], ends);
    }

    /** Lets readers see it. */
    void reveal() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
