package dev.tracker.formats.internal.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceSink;
import dev.tracker.formats.internal.run.RunPlace;
import dev.tracker.formats.support.FileHead;
import dev.tracker.formats.support.FileNames;
import dev.tracker.formats.support.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs of SWE-agent: one JSON document a run, {@code EXPERIMENT/INSTANCE/INSTANCE.traj}, rewritten after each step. A run is the task
 * {@code experiment/instance}. Nothing in it has a time, and only the whole run has a price.
 */
public final class SweAgentFormat implements TraceFormat {

    private static final String EXTENSION = ".traj";

    @Override
    public String name() {
        return "swe-agent";
    }

    @Override
    public String description() {
        return "runs of SWE-agent (*.traj)";
    }

    @Override
    public boolean isSession(Path file) {
        return FileNames.endsWith(file, EXTENSION);
    }

    @Override
    public boolean recognizes(Path file) throws IOException {
        FileHead head = FileHead.of(file);
        return head.has("trajectory", "info") || head.has("trajectory", "history");
    }

    @Override
    public void read(Path file, TraceSink sink) throws IOException {
        JsonNode document = JsonFiles.document(file, sink);
        if (document == null) {
            return;
        }
        JsonNode steps = document.path("trajectory");
        if (!steps.isArray()) {
            sink.unreadable(file, TraceSink.WHOLE_FILE, "not a SWE-agent run: it has no trajectory");
            return;
        }
        SweConfig config = SweConfig.of(document);
        RunPlace place = RunPlace.of(file, EXTENSION, null, config.model());
        SweRun run = new SweRun(name(), place, config, sink);
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            if (step.isObject()) {
                sink.record(file);
                run.step(i, step);
            } else {
                sink.unreadable(file, TraceSink.WHOLE_FILE, "step " + i + " is not an object");
            }
        }
        run.end(document.path("info"));
    }
}
