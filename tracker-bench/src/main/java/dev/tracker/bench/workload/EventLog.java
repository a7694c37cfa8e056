package dev.tracker.bench.workload;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.CloudEventHeaders;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills the events topic ahead of a measurement. */
public final class EventLog {

    /** What was written: bytes are of the values, before compression. */
    public record Filled(long events, long valueBytes) {
        /** Mean size of an event in bytes. */
        public long meanBytes() {
            return events == 0 ? 0 : valueBytes / events;
        }
    }

    /**
     * Writes the workload.
     *
     * @param withHeaders whether records bear the CloudEvents headers that the client sends; without them a copy is as cheap as can be
     * @throws KafkaException if Kafka does not take all of it
     */
    public static Filled fill(String bootstrap, Workload workload, long events, boolean withHeaders) {
        long[] bytes = new long[1];
        send(
                bootstrap,
                producer -> workload.generate(events, event -> {
                    ProducerRecord<byte[], byte[]> record = record(event, withHeaders);
                    bytes[0] += record.value().length;
                    producer.accept(record);
                }));
        return new Filled(events, bytes[0]);
    }

    /**
     * Sends whatever the load hands over.
     *
     * @throws KafkaException if Kafka does not take all of it
     */
    public static void send(String bootstrap, Consumer<Consumer<ProducerRecord<byte[], byte[]>>> load) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        20,
                        "batch.size",
                        128 * 1024,
                        // A partition just made may refuse the first request and take the second: a producer that
                        // is new to it is then out of its sequence for good.
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            load.accept(record -> {
                Future<RecordMetadata> unused = producer.send(record, (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
            });
            producer.flush();
        }
        Exception first = failure.get();
        if (first != null) {
            throw new KafkaException("the workload could not be written", first);
        }
    }

    static ProducerRecord<byte[], byte[]> record(ExecutionEvent event, boolean withHeaders) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.EVENTS, event.envelope().taskId().getBytes(StandardCharsets.UTF_8), EventEncoder.encode(event));
        if (withHeaders) {
            CloudEventHeaders.of(event)
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        }
        return record;
    }

    private EventLog() {}
}
