package dev.tracker.cli.deadletters;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.RefusalCode;
import dev.tracker.schemas.topics.CloudEventHeaders;
import dev.tracker.schemas.topics.ReplayHeaders;
import dev.tracker.schemas.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent for a letter.
 *
 * @param record the event, null if there is an obstacle
 * @param obstacle why it can't be sent, null if it can
 */
record Mended(
        @Nullable ProducerRecord<byte[], byte[]> record,
        @Nullable String obstacle) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * A letter as it will be sent.
     *
     * @param newValue instead of the letter's, null to keep that
     * @param newKey instead of the letter's, null to keep that or, with a new value, to take the task id from it
     */
    static Mended of(DeadLetter letter, byte @Nullable [] newValue, @Nullable String newKey) {
        byte @Nullable [] value = newValue == null ? letter.value() : newValue;
        byte @Nullable [] key = letter.key();
        if (newKey != null) {
            key = newKey.getBytes(StandardCharsets.UTF_8);
        } else if (newValue != null) {
            key = field(newValue, "taskId").getBytes(StandardCharsets.UTF_8);
        }
        DecodedEvent decoded = EventDecoder.decode(key, value);
        if (decoded instanceof DecodedEvent.Refused refused) {
            return refused("would be refused again, " + refused.code() + ": " + refused.reason()
                    + "; mend it by --value or --key");
        }
        ExecutionEvent event = ((DecodedEvent.Valid) decoded).event();
        return hasTakenId(letter, event)
                ? refused("the event id " + event.envelope().eventId()
                        + " is another event's; give it one of its own by --value")
                : new Mended(record(letter, key, value, event), null);
    }

    private static Mended refused(String obstacle) {
        return new Mended(null, obstacle);
    }

    /** The original's headers, but for those that tell what the event is and so may have changed with it. */
    private static ProducerRecord<byte[], byte[]> record(
            DeadLetter letter, byte @Nullable [] key, byte @Nullable [] value, ExecutionEvent event) {
        Map<String, String> attributes = CloudEventHeaders.of(event);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.EVENTS, key, value);
        for (Header header : letter.headers()) {
            if (!attributes.containsKey(header.key()) && !header.key().equals(ReplayHeaders.REPLAY_OF)) {
                record.headers().add(header);
            }
        }
        attributes.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        record.headers()
                .add(ReplayHeaders.REPLAY_OF, letter.position().toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static boolean hasTakenId(DeadLetter letter, ExecutionEvent event) {
        byte @Nullable [] before = letter.value();
        return letter.code().equals(RefusalCode.CONFLICT.name())
                && before != null
                && event.envelope().eventId().toString().equalsIgnoreCase(field(before, "eventId"));
    }

    /** What the decoder will refuse gives an empty text here. */
    private static String field(byte[] json, String name) {
        try {
            return MAPPER.readTree(json).path(name).asText();
        } catch (IOException e) {
            return "";
        }
    }
}
