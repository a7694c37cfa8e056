package dev.tracker.formats.internal.mini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.JsonFiles;
import dev.tracker.formats.support.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls that have no result yet, in their order. */
final class PendingCalls {

    private final Map<String, ShellCall> calls = new LinkedHashMap<>();

    /** Adds the calls of an answer: as the model's tool calls, or, where it just wrote commands, as the agent read them. */
    void add(Source at, JsonNode message, JsonNode extra) {
        JsonNode toolCalls = message.path("tool_calls");
        if (!toolCalls.isEmpty()) {
            for (JsonNode call : toolCalls) {
                JsonNode function = call.path("function");
                String id = Fields.text(call, "id");
                JsonNode arguments = arguments(function.path("arguments"));
                JsonNode known = arguments.isObject() ? arguments : asRead(id, extra.path("actions"));
                put(id, at, Fields.text(function, "name", "bash"), known);
            }
            return;
        }
        for (JsonNode action : extra.path("actions")) {
            put(Fields.text(action, "tool_call_id"), at, "bash", action);
        }
    }

    /** Takes out the call of that id; without an id, the first. Null if there is none. */
    @Nullable
    ShellCall take(@Nullable String id) {
        if (id != null) {
            return calls.remove(id);
        }
        String first = calls.isEmpty() ? null : calls.keySet().iterator().next();
        return first == null ? null : calls.remove(first);
    }

    List<ShellCall> takeAll() {
        List<ShellCall> all = new ArrayList<>(calls.values());
        calls.clear();
        return all;
    }

    private void put(@Nullable String id, Source at, String tool, JsonNode arguments) {
        String key = id == null ? "call-" + calls.size() : id;
        // Some models count their calls anew in each answer.
        String unique = at.identity() + "/" + key;
        calls.put(key, new ShellCall(unique, at, Fields.text(arguments, "command"), tool, arguments));
    }

    /** The call as the agent read it. */
    private static JsonNode asRead(@Nullable String id, JsonNode actions) {
        for (JsonNode action : actions) {
            if (id != null && id.equals(Fields.text(action, "tool_call_id"))) {
                return action;
            }
        }
        return MissingNode.getInstance();
    }

    /** The arguments come as a string of JSON, which the model may have got wrong. */
    private static JsonNode arguments(JsonNode arguments) {
        if (!arguments.isTextual()) {
            return arguments;
        }
        JsonNode parsed = JsonFiles.embedded(arguments.textValue());
        return parsed == null ? MissingNode.getInstance() : parsed;
    }
}
