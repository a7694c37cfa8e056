package dev.tracker.bench.sink;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.Measure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "storage",
        mixinStandardHelpOptions = true,
        description = {
            "Bytes that an event, a task and a state of its history take in PostgreSQL, after both sinks have written a workload:",
            "in the table itself, in indexes, in the table of long values (TOAST), and in the write-ahead log; dead rows, and how many updates touched no index (HOT)."
        },
        footer = {
            "",
            "Examples:",
            "  tracker bench storage",
            "  tracker bench storage --workload uniform --events 50000 --json"
        })
public final class StorageCommand implements Callable<Integer> {

    private static final long EVENTS = 600_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private WorkloadOptions workloads = new WorkloadOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, InterruptedException {
        long events = options.events(EVENTS);
        Progress progress = new Progress(spec.commandLine().getErr());
        List<Measure> measures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String workload : workloads.names()) {
            StorageBench bench = new StorageBench(options, workloads, workload, progress);
            measures.addAll(bench.measure(events));
            notes.add(bench.describe());
        }
        options.results(spec.commandLine().getOut(), events)
                .publish("storage", BenchOptions.commandLine(spec), String.join(" ", notes), measures);
        return 0;
    }
}
