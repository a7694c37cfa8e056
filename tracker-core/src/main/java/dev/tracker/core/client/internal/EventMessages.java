package dev.tracker.core.client.internal;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.WireLimits;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.CloudEventHeaders;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The Kafka record of an event: key = task id, value = JSON, CloudEvents attributes as {@code ce_*} headers. */
final class EventMessages {

    static ProducerRecord<byte[], byte[]> of(ExecutionEvent event) {
        byte[] value = EventEncoder.encode(event);
        if (value.length > WireLimits.MAX_EVENT_BYTES) {
            throw new IllegalArgumentException(
                    "the update takes " + value.length + " bytes; it may take " + WireLimits.MAX_EVENT_BYTES);
        }
        byte[] key = utf8(event.envelope().taskId());
        return new ProducerRecord<>(Topics.EVENTS, null, key, value, headers(event));
    }

    /** The same record, from its key and value; without headers if they are none that readers accept, which they will say. */
    static ProducerRecord<byte[], byte[]> stored(byte[] key, byte[] value) {
        DecodedEvent decoded = EventDecoder.decode(key, value);
        List<Header> headers = decoded instanceof DecodedEvent.Valid valid ? headers(valid.event()) : List.of();
        return new ProducerRecord<>(Topics.EVENTS, null, key, value, headers);
    }

    private static List<Header> headers(ExecutionEvent event) {
        return CloudEventHeaders.of(event).entrySet().stream()
                .<Header>map(header -> new RecordHeader(header.getKey(), utf8(header.getValue())))
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private EventMessages() {}
}
