package dev.tracker.formats.internal.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.LineFormat;
import dev.tracker.formats.LineReader;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.FileHead;
import dev.tracker.formats.support.FileNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Sessions of OpenAI's Codex CLI, {@code rollout-TIME-ID.jsonl}: each line has a {@code timestamp}, a {@code type} and a {@code payload}. A session
 * is a task named by its id; it never completes by itself.
 */
public final class CodexFormat implements LineFormat {

    private static final Set<String> TYPES =
            Set.of("session_meta", "response_item", "event_msg", "turn_context", "compacted");

    @Override
    public String name() {
        return "codex";
    }

    @Override
    public String description() {
        return "sessions of Codex CLI (rollout-*.jsonl)";
    }

    @Override
    public List<String> usualFolders() {
        return List.of("~/.codex/sessions");
    }

    @Override
    public boolean isSession(Path file) throws IOException {
        return FileNames.endsWith(file, ".jsonl") && recognizes(file);
    }

    @Override
    public boolean recognizes(Path file) throws IOException {
        return FileHead.of(file).hasRecord(CodexFormat::isOurs);
    }

    static boolean isOurs(JsonNode record) {
        return TYPES.contains(Fields.text(record, "type", ""))
                && record.path("payload").isObject();
    }

    @Override
    public LineReader open(Path file, TraceSink sink) {
        return new CodexFile(name(), file, sink);
    }
}
