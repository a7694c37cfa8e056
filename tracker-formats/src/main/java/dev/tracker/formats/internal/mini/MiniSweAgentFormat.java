package dev.tracker.formats.internal.mini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.internal.run.RunPlace;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.FileHead;
import dev.tracker.formats.support.FileNames;
import dev.tracker.formats.support.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs of mini-swe-agent: one JSON document a run, in a folder of its batch. A run is the task {@code batch/instance}. Where the evaluation of
 * the run lies beside it, its tests are the criteria, and they are told after the agent's own claim of having finished.
 */
public final class MiniSweAgentFormat implements TraceFormat {

    static final String EXTENSION = ".traj.json";

    @Override
    public String name() {
        return "mini-swe-agent";
    }

    @Override
    public String description() {
        return "runs of mini-swe-agent (*.traj.json)";
    }

    @Override
    public boolean isSession(Path file) {
        return FileNames.endsWith(file, EXTENSION);
    }

    @Override
    public boolean recognizes(Path file) throws IOException {
        FileHead head = FileHead.of(file);
        String format = head.text("trajectory_format");
        return format == null
                ? head.has("messages", "info") && !head.has("trajectory") && !head.has("info.id")
                : format.startsWith("mini-swe-agent");
    }

    @Override
    public void read(Path file, TraceSink sink) throws IOException {
        JsonNode document = JsonFiles.document(file, sink);
        if (document == null) {
            return;
        }
        JsonNode messages = document.path("messages");
        if (!messages.isArray()) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "not a mini-swe-agent run: it has no messages");
            return;
        }
        RunPlace place = RunPlace.of(
                file,
                EXTENSION,
                Fields.text(document, "instance_id"),
                Fields.text(document.path("info").path("config").path("model"), "model_name"));
        MiniRun run = new MiniRun(name(), place, document.path("info"), EvaluationReport.find(place, sink), sink);
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (message.isObject()) {
                sink.record(file);
                run.message(i, message);
            } else {
                sink.unreadable(file, TraceSink.WHOLE_FILE, "message " + i + " is not an object");
            }
        }
    }
}
