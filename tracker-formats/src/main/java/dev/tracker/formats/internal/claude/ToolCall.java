package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.ToolUse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tool that was called, with the time of the call where it is known. */
record ToolCall(
        String id, String tool, JsonNode input, @Nullable Instant time) {

    Deed deed() {
        return ToolUse.of(tool, input);
    }
}
