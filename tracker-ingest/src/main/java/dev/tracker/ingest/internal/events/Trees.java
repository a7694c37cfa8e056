package dev.tracker.ingest.internal.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.schemas.WireLimits;
import dev.tracker.schemas.json.RefusalCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON objects that are to be changed before the decoder judges them. As strict as it is, and as bounded. */
final class Trees {

    /** What may stand around an event. */
    private static final int FURTHER_DEPTH = 4;

    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(WireLimits.MAX_DEPTH + FURTHER_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Digits stay as they were written, also those that no double holds.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @throws RefusedException if it is no JSON object in UTF-8 */
    static ObjectNode object(byte[] json) throws RefusedException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new RefusedException(RefusalCode.WRONG_TYPE, "an event must be a JSON object");
        } catch (CharacterCodingException e) {
            throw new RefusedException(RefusalCode.MALFORMED_JSON, "not UTF-8");
        } catch (StreamConstraintsException e) {
            throw new RefusedException(RefusalCode.LIMIT_EXCEEDED, e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            boolean isTwice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate");
            throw new RefusedException(
                    isTwice ? RefusalCode.DUPLICATE_FIELD : RefusalCode.MALFORMED_JSON, e.getOriginalMessage());
        }
    }

    static byte[] bytes(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Puts the text in unless the field has a value; tells whether it did. */
    static boolean fill(ObjectNode event, String field, String text) {
        if (event.hasNonNull(field)) {
            return false;
        }
        event.put(field, text);
        return true;
    }

    private Trees() {}
}
