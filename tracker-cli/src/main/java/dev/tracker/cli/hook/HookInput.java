package dev.tracker.cli.hook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.formats.support.Fields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one hook was told. An input that breaks off (a tool's output may be huge) is read as far as it goes.
 *
 * @param isWhole whether it was JSON to its end
 */
record HookInput(String sessionId, String event, ObjectNode fields, boolean isWhole) {

    private static final int MAX_DEPTH = 500;

    /** Objects this deep are kept in part when they break off: the arguments of a tool. */
    private static final int PARTS_DEPTH = 2;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    /** Null if it does not say of which session it is and what happened. */
    static @Nullable HookInput read(byte[] json) {
        ObjectNode fields = MAPPER.createObjectNode();
        boolean isWhole = false;
        try (JsonParser in = MAPPER.createParser(json)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                readInto(fields, in, 0);
                isWhole = in.nextToken() == null;
            }
        } catch (IOException brokenOff) {
            // The fields before that point stand.
            isWhole = false;
        }
        String sessionId = Fields.text(fields, "session_id");
        String event = Fields.text(fields, "hook_event_name");
        return sessionId == null || sessionId.isBlank() || event == null
                ? null
                : new HookInput(sessionId, event, fields, isWhole);
    }

    private static void readInto(ObjectNode object, JsonParser in, int depth) throws IOException {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            if (in.nextToken() == JsonToken.START_OBJECT && depth < PARTS_DEPTH) {
                ObjectNode part = MAPPER.createObjectNode();
                object.set(name, part);
                readInto(part, in, depth + 1);
            } else {
                object.set(name, MAPPER.readTree(in));
            }
        }
    }

    /** The field as text, null if it is absent, empty or no text. */
    @Nullable
    String text(String name) {
        return Fields.text(fields, name);
    }
}
