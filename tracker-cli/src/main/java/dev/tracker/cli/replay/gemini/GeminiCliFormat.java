package dev.tracker.cli.replay.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.replay.TraceFormat;
import dev.tracker.cli.replay.TraceSink;
import dev.tracker.cli.replay.support.Fields;
import dev.tracker.cli.replay.support.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sessions of Gemini CLI: one JSON document, often called {@code .jsonl} by the tools that keep it. The document is rewritten as the session
 * grows; messages are told apart by their ids.
 */
public final class GeminiCliFormat implements TraceFormat {

    private static final int HEAD_BYTES = 4_096;
    private static final Pattern SESSION = Pattern.compile("^\\s*\\{\\s*\"");

    @Override
    public String name() {
        return "gemini-cli";
    }

    @Override
    public boolean isSession(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".json") && !name.endsWith(".jsonl")) {
            return false;
        }
        String head = JsonFiles.head(file, HEAD_BYTES);
        return SESSION.matcher(head).find() && head.contains("\"sessionId\"") && head.contains("\"projectHash\"");
    }

    @Override
    public void read(Path file, TraceSink sink) throws IOException {
        JsonNode document = JsonFiles.document(file, sink);
        if (document == null) {
            return;
        }
        String sessionId = Fields.text(document, "sessionId");
        if (sessionId == null || !document.path("messages").isArray()) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "not a Gemini CLI session: it has no sessionId or no messages");
            return;
        }
        GeminiSession session = new GeminiSession(name(), sessionId, document, sink);
        Set<String> seen = new HashSet<>();
        JsonNode messages = document.path("messages");
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (!message.isObject()) {
                sink.unreadable(file, TraceSink.WHOLE_FILE, "message " + i + " is not an object");
                continue;
            }
            sink.record(file);
            String id = Fields.text(message, "id", "message-" + i);
            if (seen.add(id)) {
                session.message(id, message, i == messages.size() - 1);
            }
        }
    }
}
