package dev.tracker.streams.topology;

import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes dead letters: key, value and headers exactly as they came, and behind them where from and why. */
final class DeadLetters {

    static Record<byte[], byte[]> of(
            Record<byte[], byte[]> original, RecordMetadata source, DecodedEvent.Refused refused) {
        Headers headers = new RecordHeaders(original.headers().toArray());
        add(headers, DeadLetterHeaders.TOPIC, source.topic());
        add(headers, DeadLetterHeaders.PARTITION, Integer.toString(source.partition()));
        add(headers, DeadLetterHeaders.OFFSET, Long.toString(source.offset()));
        add(
                headers,
                DeadLetterHeaders.TIMESTAMP,
                Instant.ofEpochMilli(original.timestamp()).toString());
        add(headers, DeadLetterHeaders.CODE, refused.code().name());
        add(headers, DeadLetterHeaders.REASON, refused.reason());
        return original.withHeaders(headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private DeadLetters() {}
}
