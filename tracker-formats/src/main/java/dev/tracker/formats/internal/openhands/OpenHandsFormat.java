package dev.tracker.formats.internal.openhands;

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
import java.util.Set;

/**
 * Trajectories of OpenHands (of its first event format): an array of events, as the application exports them; or an evaluation's
 * {@code output.jsonl}, a line for each instance with its events as {@code history}.
 */
public final class OpenHandsFormat implements TraceFormat {

    /** File names that say nothing about the session. */
    private static final Set<String> GENERIC = Set.of("trajectory", "events", "history");

    @Override
    public String name() {
        return "openhands";
    }

    @Override
    public String description() {
        return "trajectories of OpenHands (*.json), its evaluations (output.jsonl)";
    }

    @Override
    public boolean isSession(Path file) throws IOException {
        return (FileNames.endsWith(file, ".json") || FileNames.endsWith(file, ".jsonl")) && recognizes(file);
    }

    @Override
    public boolean recognizes(Path file) throws IOException {
        FileHead head = FileHead.of(file);
        return head.isArray()
                ? head.has("id", "source", "action") || head.has("id", "source", "observation")
                : head.has("instance_id", "history");
    }

    @Override
    public void read(Path file, TraceSink sink) throws IOException {
        String folder = FileNames.folder(file);
        if (!FileHead.of(file).isArray()) {
            new LineTail(file, sink, (record, line) -> instance(file, folder, record, line, sink)).readAll();
            return;
        }
        JsonNode events = JsonFiles.value(file, sink);
        if (events != null) {
            String stem = FileNames.stem(file, ".json");
            events(file, GENERIC.contains(stem) ? folder : stem, folder, events, sink);
        }
    }

    private void instance(Path file, String folder, JsonNode record, long line, TraceSink sink) {
        String instance = Fields.text(record, "instance_id");
        if (instance == null || !record.path("history").isArray()) {
            sink.unreadable(file, line, "not an OpenHands evaluation: it has no instance_id or no history");
        } else {
            events(file, folder + "/" + instance, folder, record.path("history"), sink);
        }
    }

    private void events(Path file, String taskId, String project, JsonNode events, TraceSink sink) {
        OpenHandsRun run = new OpenHandsRun(name(), taskId, project, sink);
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            if (event.isObject()) {
                sink.record(file);
                run.event(i, event);
            } else {
                sink.unreadable(file, TraceSink.WHOLE_FILE, "event " + i + " is not an object");
            }
        }
    }
}
