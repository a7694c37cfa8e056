package dev.tracker.formats.internal.opencode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.FileHead;
import dev.tracker.formats.support.FileNames;
import dev.tracker.formats.support.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Sessions of OpenCode as {@code opencode export} writes them: {@code info} about the session, and {@code messages}, each with its {@code info} and
 * its {@code parts}. A session is a task named by its id; it never completes by itself.
 */
public final class OpenCodeFormat implements TraceFormat {

    @Override
    public String name() {
        return "opencode";
    }

    @Override
    public String description() {
        return "exported sessions of OpenCode (*.json)";
    }

    @Override
    public boolean isSession(Path file) throws IOException {
        return (FileNames.endsWith(file, ".json") || FileNames.endsWith(file, ".jsonl")) && recognizes(file);
    }

    @Override
    public boolean recognizes(Path file) throws IOException {
        return FileHead.of(file).has("info.id", "messages");
    }

    @Override
    public void read(Path file, TraceSink sink) throws IOException {
        JsonNode document = JsonFiles.document(file, sink);
        if (document == null) {
            return;
        }
        JsonNode messages = document.path("messages");
        String id = Fields.text(document.path("info"), "id");
        if (id == null || !messages.isArray()) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "not an OpenCode session: it has no info.id or no messages");
            return;
        }
        OpenCodeSession session = new OpenCodeSession(name(), id, document.path("info"), sink);
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (message.isObject()) {
                sink.record(file);
                session.message("message-" + i, message, i == messages.size() - 1);
            } else {
                sink.unreadable(file, TraceSink.WHOLE_FILE, "message " + i + " is not an object");
            }
        }
    }
}
