package dev.tracker.cli.kafka;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.CloudEventHeaders;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events that carry their own identity (replayed ones, or one typed by hand). Waits where the buffer is full: a recorded session can wait, unlike a
 * worker, which uses {@code ProgressTracker}. Thread-safe.
 */
public final class EventPublisher implements AutoCloseable {

    private static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param clientProperties where Kafka is and how to get in; any other setting too, but for idempotence and acknowledgement */
    public EventPublisher(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("compression.type", "lz4");
        properties.put("linger.ms", 5);
        properties.put("batch.size", 128 * 1024);
        properties.put("max.request.size", MAX_REQUEST_BYTES);
        properties.put("max.block.ms", (int) PATIENCE.toMillis());
        properties.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        properties.put("request.timeout.ms", 10_000);
        properties.putAll(clientProperties);
        // Not up to anybody: a second copy of an event would be counted as one.
        properties.put("enable.idempotence", true);
        properties.put("acks", "all");
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Hands the event to Kafka.
     *
     * @throws KafkaException if this one can't be sent or an earlier one could not be delivered
     */
    public void send(ExecutionEvent event) {
        throwFailure();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.EVENTS, event.envelope().taskId().getBytes(StandardCharsets.UTF_8), EventEncoder.encode(event));
        CloudEventHeaders.of(event)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> unused = producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                acknowledged.incrementAndGet();
            } else {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** How many events Kafka has taken. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Waits until Kafka has taken everything.
     *
     * @throws KafkaException if it has not
     */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        Exception first = failure.get();
        if (first != null) {
            throw new KafkaException("an event could not be delivered: " + first.getMessage(), first);
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
