package dev.tracker.formats.internal.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.LineReader;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.FileNames;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TaskIdentity;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The records of one file, which holds one session. Records have no ids: they are known by their lines. */
final class CodexFile implements LineReader {

    private static final Pattern NAME = Pattern.compile("^rollout-[\\dT-]+?-([0-9a-f]{8}-[0-9a-f-]{27})\\.jsonl$");

    private final String format;
    private final Path file;
    private final TraceSink sink;
    private @Nullable CodexSession session;
    private boolean recognized;

    CodexFile(String format, Path file, TraceSink sink) {
        this.format = format;
        this.file = file;
        this.sink = sink;
    }

    @Override
    public void record(JsonNode record, long line) {
        if (!CodexFormat.isOurs(record)) {
            return;
        }
        recognized = true;
        Source at = new Source("line-" + line, Fields.time(record, "timestamp"));
        JsonNode payload = record.path("payload");
        String type = Fields.text(record, "type", "");
        if (session == null) {
            // A session that was forked or resumed repeats what the other one was, further down.
            session = begin(type.equals("session_meta") ? payload : record, at);
        }
        switch (type) {
            case "turn_context" -> session.context(payload);
            case "response_item" -> session.item(at, payload);
            case "event_msg" -> session.event(at, payload);
            case "compacted" -> session.compacted(at);
            default -> {
                // What the session is, or a kind yet unknown.
            }
        }
    }

    private CodexSession begin(JsonNode meta, Source at) {
        Matcher name = NAME.matcher(FileNames.of(file));
        String fromName = name.matches() ? name.group(1) : FileNames.stem(file, ".jsonl");
        String folder = Fields.text(meta, "cwd");
        String parent = Fields.text(meta.at("/source/subagent/thread_spawn"), "parent_thread_id");
        TaskIdentity identity =
                new TaskIdentity(format, Fields.text(meta, "id", fromName), FileNames.lastPart(folder), parent, format);
        return new CodexSession(new SessionEvents(identity, sink), folder, at.time());
    }

    @Override
    public void end() {
        if (!recognized) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "not a Codex session: no record has a type and a payload");
        }
    }
}
