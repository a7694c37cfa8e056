package dev.tracker.bench.faults.work;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record to be sent, an event or not.
 *
 * @param id by which the ledger knows it; of an event its own
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record Outgoing(UUID id, byte[] key, byte[] value) {

    /** Header that holds the id, by which dead letters are known again. */
    public static final String ID = "faults-id";

    public static Outgoing of(ExecutionEvent event) {
        return new Outgoing(
                event.envelope().eventId(),
                event.envelope().taskId().getBytes(StandardCharsets.UTF_8),
                EventEncoder.encode(event));
    }

    ProducerRecord<byte[], byte[]> record() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.EVENTS, key, value);
        record.headers().add(ID, id.toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
