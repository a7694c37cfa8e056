package dev.tracker.formats.internal.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.JsonFiles;
import org.jspecify.annotations.Nullable;

/** Where the agent stands after a step. An object, in older versions a document within a string. */
record SweState(@Nullable String openFile, @Nullable String folder) {

    static SweState of(JsonNode state) {
        JsonNode parsed = state.isTextual() ? JsonFiles.embedded(state.textValue()) : state;
        if (parsed == null) {
            return new SweState(null, null);
        }
        String openFile = Fields.text(parsed, "open_file");
        return new SweState(
                openFile == null || openFile.equals("n/a") ? null : openFile, Fields.text(parsed, "working_dir"));
    }
}
