package dev.tracker.cli.replay.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.replay.TraceSink;
import dev.tracker.cli.replay.support.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The records of one file, of which each goes to its session. */
final class ClaudeFile {

    private static final Set<String> WITHOUT_SESSION = Set.of("summary", "file-history-snapshot");

    private final String format;
    private final TraceSink sink;
    private final Map<String, ClaudeSession> sessions = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private boolean recognized;

    ClaudeFile(String format, TraceSink sink) {
        this.format = format;
        this.sink = sink;
    }

    void record(JsonNode record, long line) {
        String sessionId = Fields.text(record, "sessionId");
        String type = Fields.text(record, "type");
        if (sessionId == null || sessionId.isBlank() || type == null) {
            recognized |= type != null && WITHOUT_SESSION.contains(type);
            return;
        }
        recognized = true;
        String uuid = Fields.text(record, "uuid");
        if (uuid != null && !seen.add(uuid)) {
            return;
        }
        String identity = uuid != null ? uuid : "line-" + line + "-" + Fields.text(record, "timestamp", "");
        sessions.computeIfAbsent(sessionId, id -> new ClaudeSession(format, id, identity, sink))
                .record(type, identity, record);
    }

    /** Whether any record was one of Claude Code's. */
    boolean isRecognized() {
        return recognized;
    }
}
