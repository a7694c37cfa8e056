package dev.tracker.cli.deadletters;

import dev.tracker.schemas.topics.ReplayHeaders;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.access.KafkaRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a letter's event and notes that it was sent, in one transaction: a crash leaves both or neither. Not thread-safe. */
final class LetterSender implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;

    private final KafkaProducer<byte[], byte[]> producer;

    LetterSender(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("max.request.size", MAX_REQUEST_BYTES);
        properties.put("max.block.ms", (int) PATIENCE.toMillis());
        properties.putAll(clientProperties);
        properties.put("enable.idempotence", true);
        properties.put("acks", "all");
        // Two people at work at once must not fence each other; that a letter is sent by one of them only is for them
        // to see to.
        properties.put("transactional.id", KafkaRole.LETTER_TRANSACTIONS + UUID.randomUUID());
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** @throws KafkaException if it was not sent, or not known to have been */
    void send(DeadLetter letter, ProducerRecord<byte[], byte[]> event) {
        producer.beginTransaction();
        // What comes of the two is told by the commit.
        Future<RecordMetadata> unused = producer.send(event);
        unused = producer.send(note(letter));
        producer.commitTransaction();
    }

    private static ProducerRecord<byte[], byte[]> note(DeadLetter letter) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.DEAD_LETTERS, letter.position().partition(), null, null);
        record.headers()
                .add(ReplayHeaders.REPLAYED, letter.position().toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
