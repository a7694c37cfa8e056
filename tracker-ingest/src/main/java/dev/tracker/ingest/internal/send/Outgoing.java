package dev.tracker.ingest.internal.send;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.topics.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * An event on its way, and a promise to say what becomes of it. Whoever sends the same event meanwhile is given the same promise.
 */
public final class Outgoing {

    /** What an event takes besides its JSON form: headers, key, objects. */
    private static final int OVERHEAD_BYTES = 512;

    private final UUID eventId;
    private final int content;
    private final ProducerRecord<byte[], byte[]> message;
    private final CompletableFuture<Fate> fate = new CompletableFuture<>();

    /** {@link System#nanoTime()} of acceptance; written before it is queued. */
    long acceptedNanos;

    /**
     * The event's record: key = task id, value = JSON, CloudEvents attributes as headers.
     *
     * @param json the event as it came
     */
    public Outgoing(String topic, ExecutionEvent event, byte[] json) {
        this.eventId = event.envelope().eventId();
        // Tells events apart that came under one id, in whatever notation they came.
        this.content = event.hashCode();
        byte[] key = utf8(event.envelope().taskId());
        List<Header> headers = CloudEventHeaders.of(event).entrySet().stream()
                .<Header>map(header -> new RecordHeader(header.getKey(), utf8(header.getValue())))
                .toList();
        this.message = new ProducerRecord<>(topic, null, key, json, headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    UUID eventId() {
        return eventId;
    }

    int content() {
        return content;
    }

    ProducerRecord<byte[], byte[]> message() {
        return message;
    }

    /** What it takes of the memory that is in flight. */
    long bytes() {
        return message.value().length + (long) message.key().length + OVERHEAD_BYTES;
    }

    /** Completed once it is decided, never with an exception. */
    public CompletableFuture<Fate> fate() {
        return fate;
    }
}
