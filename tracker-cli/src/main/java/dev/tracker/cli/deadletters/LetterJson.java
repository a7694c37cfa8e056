package dev.tracker.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Letters as JSON. Bytes that are UTF-8 stand as text, others in base64 under the same name with {@code Base64} behind it. */
final class LetterJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Without the value and the original's headers. */
    static ObjectNode summary(DeadLetter letter, int replays) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("position", letter.position().toString());
        json.put("code", letter.code());
        json.put("reason", letter.reason());
        json.put("topic", letter.topic());
        json.put("partition", letter.sourcePartition());
        json.put("offset", letter.sourceOffset());
        json.put("appendedAt", letter.appendedAt().toString());
        putBytes(json, "key", letter.key());
        json.put("valueBytes", letter.value() == null ? 0 : letter.value().length);
        json.put("replays", replays);
        return json;
    }

    /** With everything. */
    static ObjectNode whole(DeadLetter letter, int replays) {
        ObjectNode json = summary(letter, replays);
        putBytes(json, "value", letter.value());
        for (Header header : letter.headers()) {
            ObjectNode each = json.withArray("headers").addObject();
            each.put("name", header.key());
            putBytes(each, "value", header.value());
        }
        return json;
    }

    static String line(ObjectNode json) throws JsonProcessingException {
        return MAPPER.writeValueAsString(json);
    }

    private static void putBytes(ObjectNode json, String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            json.putNull(name);
            return;
        }
        try {
            json.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            json.put(name + "Base64", bytes);
        }
    }

    private LetterJson() {}
}
