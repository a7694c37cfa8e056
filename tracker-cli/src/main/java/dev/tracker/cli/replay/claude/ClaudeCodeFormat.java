package dev.tracker.cli.replay.claude;

import dev.tracker.cli.replay.TraceFormat;
import dev.tracker.cli.replay.TraceSink;
import dev.tracker.cli.replay.support.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sessions of Claude Code: one JSON record a line. A session is a task named by its id; each sub-agent is a task of its own below it. A session
 * never completes by itself: it waits for its user, and the file just ends.
 */
public final class ClaudeCodeFormat implements TraceFormat {

    private static final int HEAD_BYTES = 4_096;

    /** Some tools keep other formats' documents under the name {@code .jsonl}; those begin with a line that is not an object yet. */
    private static final Pattern DOCUMENT = Pattern.compile("^\\s*[\\[{]\\s*\\R");

    @Override
    public String name() {
        return "claude-code";
    }

    @Override
    public boolean isSession(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl")
                && !DOCUMENT.matcher(JsonFiles.head(file, HEAD_BYTES)).find();
    }

    @Override
    public void read(Path file, TraceSink sink) throws IOException {
        ClaudeFile records = new ClaudeFile(name(), sink);
        JsonFiles.lines(file, sink, records::record);
        if (!records.isRecognized()) {
            sink.unreadable(
                    file, TraceSink.WHOLE_FILE, "not a Claude Code session: no record has a type and a session");
        }
    }
}
