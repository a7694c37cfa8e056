package dev.tracker.bench;

import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.workload.MadeWorkload;
import dev.tracker.bench.workload.RecordedWorkload;
import dev.tracker.bench.workload.Traces;
import dev.tracker.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events to measure with. */
public final class WorkloadOptions {

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "uniform,bursty,recorded",
            description = {
                "uniform: 20,000 tasks in random order; bursty: 2,000 tasks, twenty events of one in a row;",
                "recorded: recorded sessions under many ids (default: ${DEFAULT-VALUE})."
            })
    private List<String> names = List.of();

    @Option(
            names = "--traces",
            paramLabel = "FOLDER",
            description = "Recorded sessions for the workload recorded; without it the small samples of the project.")
    private @Nullable Path traces;

    @Option(names = "--headers", description = "Send the CloudEvents headers of the client with the events.")
    private boolean headers;

    public List<String> names() {
        return names;
    }

    public boolean headers() {
        return headers;
    }

    /**
     * The workload of that name.
     *
     * @param folder for what has to be unpacked
     */
    public Workload named(String name, Path folder) {
        return switch (name) {
            case "uniform" -> MadeWorkload.uniform();
            case "bursty" -> MadeWorkload.bursty();
            case "recorded" -> recorded(folder);
            default ->
                throw new BenchException("no workload is called " + name + "; known are uniform, bursty, recorded");
        };
    }

    private Workload recorded(Path folder) {
        try {
            return new RecordedWorkload(traces == null ? Traces.samples(folder) : Traces.below(traces));
        } catch (IOException e) {
            throw new BenchException("the recorded sessions can't be read: " + e, e);
        }
    }
}
