package dev.tracker.formats.testkit;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Turns a value somewhere in a document into another, mostly of the wrong type. */
final class Mutation {

    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e400",
        "1e-999999",
        "99999999999999999999",
        "\"\"",
        "\" \\u0000\\ud800 \"",
        "[]",
        "{}",
        "[[1]]",
        "{\"type\":\"tool_use\",\"id\":7,\"text\":\"x\"}",
        "\"2026-99-99\"",
        "\"../../\\u0000\"",
        "0.5",
        "[null,3,\"x\"]"
    };

    private static final ObjectMapper MAPPER = mapper();

    /** Writes half surrogate pairs as they are, escaped. */
    static ObjectMapper mapper() {
        return JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    }

    static void change(JsonNode root, Random random) throws IOException {
        JsonNode node = root;
        while (node.size() > 0) {
            int at = random.nextInt(node.size());
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            JsonNode child = node.isArray() ? node.path(at) : node.path(names.get(at));
            if (child.isContainerNode() && !child.isEmpty() && random.nextInt(4) > 0) {
                node = child;
                continue;
            }
            JsonNode value = MAPPER.readTree(VALUES[random.nextInt(VALUES.length)]);
            if (node instanceof ArrayNode array) {
                array.set(at, value);
            } else if (node instanceof ObjectNode object) {
                object.set(names.get(at), value);
            }
            return;
        }
    }

    private Mutation() {}
}
