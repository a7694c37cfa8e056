package dev.tracker.cli.replay.mini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.replay.TraceFormat;
import dev.tracker.cli.replay.TraceSink;
import dev.tracker.cli.replay.support.JsonFiles;
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
    public boolean isSession(Path file) {
        return file.getFileName().toString().endsWith(EXTENSION);
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
        RunPlace place = RunPlace.of(file, document);
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
