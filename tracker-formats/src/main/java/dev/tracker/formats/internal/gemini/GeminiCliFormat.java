package dev.tracker.formats.internal.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.FileHead;
import dev.tracker.formats.support.FileNames;
import dev.tracker.formats.support.JsonFiles;
import dev.tracker.formats.support.LineTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Sessions of Gemini CLI. Until early 2026 a session was one JSON document, often called {@code .jsonl} by the tools that keep it and rewritten
 * as the session grows; since then it is a record a line, where a message that has changed comes again. In both, messages are told apart by their
 * ids.
 */
public final class GeminiCliFormat implements TraceFormat {

    @Override
    public String name() {
        return "gemini-cli";
    }

    @Override
    public String description() {
        return "sessions of Gemini CLI (*.json, *.jsonl)";
    }

    @Override
    public List<String> usualFolders() {
        return List.of("~/.gemini/tmp");
    }

    @Override
    public boolean isSession(Path file) throws IOException {
        return (FileNames.endsWith(file, ".json") || FileNames.endsWith(file, ".jsonl")) && recognizes(file);
    }

    @Override
    public boolean recognizes(Path file) throws IOException {
        return FileHead.of(file).has("sessionId", "projectHash");
    }

    @Override
    public void read(Path file, TraceSink sink) throws IOException {
        FileHead head = FileHead.of(file);
        if (head.has("sessionId", "projectHash") && !head.has("messages")) {
            new LineTail(file, sink, new GeminiLines(name(), FileNames.folder(file), sink)).readAll();
        } else {
            document(file, sink);
        }
    }

    private void document(Path file, TraceSink sink) throws IOException {
        JsonNode document = JsonFiles.document(file, sink);
        if (document == null) {
            return;
        }
        String sessionId = Fields.text(document, "sessionId");
        if (sessionId == null || !document.path("messages").isArray()) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "not a Gemini CLI session: it has no sessionId or no messages");
            return;
        }
        GeminiSession session = new GeminiSession(name(), sessionId, FileNames.folder(file), document, sink);
        JsonNode messages = document.path("messages");
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (message.isObject()) {
                sink.record(file);
                session.message(Fields.text(message, "id", "message-" + i), message);
            } else {
                sink.unreadable(file, TraceSink.WHOLE_FILE, "message " + i + " is not an object");
            }
        }
    }
}
