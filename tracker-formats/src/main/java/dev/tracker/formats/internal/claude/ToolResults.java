package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tools answered. */
final class ToolResults {

    /** One answer; {@code details} is the structured form beside it, of a shape that depends on the tool. */
    record ToolResult(
            String toolUseId, boolean isError, @Nullable String text, JsonNode details) {

        /** The person did not let the agent do it, or stopped it: that is no failure of the agent. */
        boolean isRefusal() {
            return isError && text != null && text.startsWith("The user doesn't want to ");
        }
    }

    /** The answers in a {@code user} record, in its order. */
    static List<ToolResult> of(JsonNode record) {
        List<ToolResult> results = new ArrayList<>();
        for (JsonNode block : record.path("message").path("content")) {
            String id = Fields.text(block, "tool_use_id");
            if (id != null && Fields.text(block, "type", "").equals("tool_result")) {
                boolean isError = block.path("is_error").asBoolean(false);
                String text = Fields.content(block.path("content"));
                results.add(new ToolResult(id, isError, text, record.path("toolUseResult")));
            }
        }
        return results;
    }

    static boolean hasAny(JsonNode record) {
        return !of(record).isEmpty();
    }

    private ToolResults() {}
}
