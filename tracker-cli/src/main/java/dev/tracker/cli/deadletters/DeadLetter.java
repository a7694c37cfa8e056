package dev.tracker.cli.deadletters;

import dev.tracker.schemas.topics.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that was refused, as it came, and why.
 *
 * @param position where the letter lies
 * @param topic where the original lay
 * @param sourcePartition its partition there
 * @param sourceOffset its offset there
 * @param appendedAt when the broker took the original in, as the header says
 * @param code why it was refused
 * @param reason the same in words
 * @param record the letter's record, which has the original's key and value
 * @param headers the original's headers, without those that tell about the letter
 */
record DeadLetter(
        LetterPosition position,
        String topic,
        int sourcePartition,
        long sourceOffset,
        Instant appendedAt,
        String code,
        String reason,
        ConsumerRecord<byte[], byte[]> record,
        List<Header> headers) {

    private static final List<String> OURS = List.of(
            DeadLetterHeaders.TOPIC,
            DeadLetterHeaders.PARTITION,
            DeadLetterHeaders.OFFSET,
            DeadLetterHeaders.TIMESTAMP,
            DeadLetterHeaders.CODE,
            DeadLetterHeaders.REASON);

    /** Null if the record is no letter: the note that one was sent again, or something foreign. */
    static @Nullable DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        String code = text(headers, DeadLetterHeaders.CODE);
        String topic = text(headers, DeadLetterHeaders.TOPIC);
        if (code == null || topic == null) {
            return null;
        }
        try {
            return new DeadLetter(
                    LetterPosition.of(record),
                    topic,
                    Integer.parseInt(String.valueOf(text(headers, DeadLetterHeaders.PARTITION))),
                    Long.parseLong(String.valueOf(text(headers, DeadLetterHeaders.OFFSET))),
                    Instant.parse(String.valueOf(text(headers, DeadLetterHeaders.TIMESTAMP))),
                    code,
                    String.valueOf(text(headers, DeadLetterHeaders.REASON)),
                    record,
                    originals(headers));
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }

    /** A sender may have used the names of our headers: only the last of each is ours. */
    private static List<Header> originals(Headers headers) {
        List<Header> originals = new ArrayList<>(Arrays.asList(headers.toArray()));
        for (String name : OURS) {
            originals.remove(headers.lastHeader(name));
        }
        return List.copyOf(originals);
    }

    /** The original's key. */
    byte @Nullable [] key() {
        return record.key();
    }

    /** The original's value. */
    byte @Nullable [] value() {
        return record.value();
    }

    /** The value as text. */
    String valueText() {
        byte @Nullable [] value = value();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    /** The key as text. */
    String keyText() {
        byte @Nullable [] key = key();
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
