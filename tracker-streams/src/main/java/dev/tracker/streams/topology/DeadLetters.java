package dev.tracker.streams.topology;

import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes dead letters: key, value and headers exactly as they came, and behind them where from and why. */
final class DeadLetters {

    static Record<byte[], byte[]> of(
            Record<byte[], byte[]> original, RecordMetadata source, DecodedEvent.Refused refused) {
        Headers headers = new RecordHeaders(original.headers().toArray());
        DeadLetterHeaders.of(
                        source.topic(),
                        source.partition(),
                        source.offset(),
                        original.timestamp(),
                        refused.code(),
                        refused.reason())
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return original.withHeaders(headers);
    }

    private DeadLetters() {}
}
