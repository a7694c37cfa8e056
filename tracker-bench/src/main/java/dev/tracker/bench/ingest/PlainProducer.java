package dev.tracker.bench.ingest;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The limit: Kafka's own producer with the settings of the ingest's, handed encoded events by one thread. */
final class PlainProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    PlainProducer(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        2,
                        "batch.size",
                        128 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends all and returns the seconds until the last is acknowledged; whether all are is seen by the log's end. */
    @SuppressWarnings("FutureReturnValueIgnored")
    double run(List<ExecutionEvent> events) {
        List<ProducerRecord<byte[], byte[]>> messages = events.stream()
                .map(event -> new ProducerRecord<>(
                        Topics.EVENTS,
                        event.envelope().taskId().getBytes(StandardCharsets.UTF_8),
                        EventEncoder.encode(event)))
                .toList();
        long begin = System.nanoTime();
        messages.forEach(producer::send);
        producer.flush();
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        producer.close();
    }
}
