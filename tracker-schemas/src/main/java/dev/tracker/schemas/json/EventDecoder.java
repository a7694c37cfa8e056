package dev.tracker.schemas.json;

import static dev.tracker.schemas.json.RefusalCode.EMPTY_KEY;
import static dev.tracker.schemas.json.RefusalCode.EMPTY_VALUE;
import static dev.tracker.schemas.json.RefusalCode.KEY_MISMATCH;
import static dev.tracker.schemas.json.RefusalCode.LIMIT_EXCEEDED;
import static dev.tracker.schemas.json.RefusalCode.MALFORMED_JSON;
import static dev.tracker.schemas.json.RefusalCode.TOO_LARGE;
import static dev.tracker.schemas.json.RefusalCode.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a record of the events topic is. The topology, the sinks and the auditor all ask here, so that they agree on which records are
 * events. Throws for no input. Stateless and thread-safe.
 */
public final class EventDecoder {

    /**
     * Decodes a record as it lies in the topic.
     *
     * @param key the record's key, which must be the UTF-8 form of the event's task id
     * @param value the record's value, the event as JSON in UTF-8
     */
    public static DecodedEvent decode(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            byte[] bytes = withinBounds(value);
            if (key == null || key.length == 0) {
                throw new RefusedException(EMPTY_KEY, "the record's key must be the task id");
            }
            ExecutionEvent event = read(bytes);
            String taskId = event.envelope().taskId();
            if (!Arrays.equals(key, taskId.getBytes(StandardCharsets.UTF_8))) {
                throw new RefusedException(KEY_MISMATCH, "the record's key is not the task id " + Quote.quote(taskId));
            }
            return new DecodedEvent.Valid(event);
        } catch (RefusedException e) {
            return new DecodedEvent.Refused(e.code(), e.reason());
        }
    }

    /**
     * Decodes an event that is not a record yet, so that it has no key: what comes in over HTTP, say.
     *
     * @param value the event as JSON in UTF-8
     */
    public static DecodedEvent decodeValue(byte @Nullable [] value) {
        try {
            return new DecodedEvent.Valid(read(withinBounds(value)));
        } catch (RefusedException e) {
            return new DecodedEvent.Refused(e.code(), e.reason());
        }
    }

    private static byte[] withinBounds(byte @Nullable [] value) throws RefusedException {
        if (value == null || value.length == 0) {
            throw new RefusedException(EMPTY_VALUE, "the record has no value");
        }
        if (value.length > WireLimits.MAX_EVENT_BYTES) {
            throw new RefusedException(
                    TOO_LARGE, "an event has at most " + WireLimits.MAX_EVENT_BYTES + " bytes, not " + value.length);
        }
        return value;
    }

    private static ExecutionEvent read(byte[] value) throws RefusedException {
        if (!Utf8.isWellFormed(value)) {
            throw new RefusedException(MALFORMED_JSON, "not UTF-8");
        }
        ExecutionEvent plain = PlainEvents.decode(value);
        return plain == null ? parse(value) : plain;
    }

    /** Decides on every document; whoever knows a faster way must come to the same end. */
    static ExecutionEvent parse(byte[] value) throws RefusedException {
        try (JsonParser in = Json.EVENTS.createParser(value)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedException(WRONG_TYPE, "an event must be a JSON object");
            }
            EventDraft draft = new EventDraft();
            EventValues values = new ParsedValues(in);
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                JsonToken first = in.nextToken();
                EventField field = EventField.ofWireName(name);
                draft.meet(name, field);
                if (field == null) {
                    in.skipChildren();
                } else if (first != JsonToken.VALUE_NULL) {
                    draft.read(field, values);
                }
            }
            if (in.nextToken() != null) {
                throw new RefusedException(MALFORMED_JSON, "something follows the JSON object");
            }
            return draft.build();
        } catch (StreamConstraintsException e) {
            throw new RefusedException(LIMIT_EXCEEDED, e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new RefusedException(MALFORMED_JSON, "not JSON: " + reason(e));
        } catch (IOException e) {
            // The source is an array in memory; only malformed UTF-8 at its end gets here.
            throw new RefusedException(MALFORMED_JSON, "not JSON: " + e.getMessage());
        }
    }

    private static String reason(JsonProcessingException e) {
        String where =
                e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
        String message = e.getOriginalMessage();
        return (message.length() > 200 ? message.substring(0, 200) : message) + where;
    }

    private EventDecoder() {}
}
