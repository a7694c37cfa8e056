package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.LineReader;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one file, of which each goes to its session. */
final class ClaudeFile implements LineReader {

    private static final Set<String> WITHOUT_SESSION = Set.of("summary", "file-history-snapshot");

    private final String format;
    private final Path file;
    private final TraceSink sink;
    private final Map<String, ClaudeSession> sessions = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private boolean recognized;

    ClaudeFile(String format, Path file, TraceSink sink) {
        this.format = format;
        this.file = file;
        this.sink = sink;
    }

    /** Whether it is a record of Claude Code. */
    static boolean isOurs(JsonNode record) {
        String type = Fields.text(record, "type");
        return type != null && (sessionId(record) != null || WITHOUT_SESSION.contains(type));
    }

    @Override
    public void record(JsonNode record, long line) {
        recognized |= isOurs(record);
        String sessionId = sessionId(record);
        String type = Fields.text(record, "type");
        if (sessionId == null || type == null) {
            return;
        }
        String uuid = Fields.text(record, "uuid");
        if (uuid != null && !seen.add(uuid)) {
            return;
        }
        String identity = uuid != null ? uuid : "line-" + line + "-" + Fields.text(record, "timestamp", "");
        sessions.computeIfAbsent(
                        sessionId, id -> new ClaudeSession(format, id, identity, new SubAgentFiles(file, id), sink))
                .record(type, identity, record);
    }

    @Override
    public void end() {
        if (!recognized) {
            sink.unreadable(
                    file, TraceSink.WHOLE_FILE, "not a Claude Code session: no record has a type and a session");
        }
    }

    private static @Nullable String sessionId(JsonNode record) {
        String id = Fields.text(record, "sessionId");
        return id == null || id.isBlank() ? null : id;
    }
}
