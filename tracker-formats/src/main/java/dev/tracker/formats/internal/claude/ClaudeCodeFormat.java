package dev.tracker.formats.internal.claude;

import dev.tracker.formats.LineFormat;
import dev.tracker.formats.LineReader;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.FileHead;
import dev.tracker.formats.support.FileNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Sessions of Claude Code: one JSON record a line. A session is a task named by its id; each sub-agent is a task of its own below it. A session
 * never completes by itself: it waits for its user, and the file just ends.
 */
public final class ClaudeCodeFormat implements LineFormat {

    @Override
    public String name() {
        return "claude-code";
    }

    @Override
    public String description() {
        return "sessions of Claude Code (*.jsonl)";
    }

    @Override
    public List<String> usualFolders() {
        return List.of("~/.claude/projects");
    }

    @Override
    public boolean isSession(Path file) throws IOException {
        return FileNames.endsWith(file, ".jsonl") && recognizes(file);
    }

    @Override
    public boolean recognizes(Path file) throws IOException {
        return FileHead.of(file).hasRecord(ClaudeFile::isOurs);
    }

    @Override
    public LineReader open(Path file, TraceSink sink) {
        return new ClaudeFile(name(), file, sink);
    }
}
