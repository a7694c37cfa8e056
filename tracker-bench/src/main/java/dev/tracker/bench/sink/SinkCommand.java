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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description = {
            "Rows a second from Kafka into PostgreSQL, from the first record to the last commit.",
            "The limit is COPY of the same rows, ready in memory, into a table without index or constraint, in batches of the same size."
        },
        footer = {
            "",
            "Subjects:",
            "  tracker     the sink",
            "  copy-into   COPY of the rows that it wrote into a bare table",
            "  row-by-row  INSERT ... ON CONFLICT of some of these rows, each in a transaction of its own"
        })
public final class SinkCommand implements Callable<Integer> {

    private static final long EVENTS = 600_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private WorkloadOptions workloads = new WorkloadOptions();

    @Option(
            names = "--tables",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "execution_event,task",
            description = "Which sinks (default: ${DEFAULT-VALUE}).")
    private List<String> tables = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException {
        List<Target> targets = tables.stream().map(Target::ofTable).toList();
        long events = options.events(EVENTS);
        Progress progress = new Progress(spec.commandLine().getErr());
        List<Measure> measures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String workload : workloads.names()) {
            SinkFigures figures = new SinkFigures(workload);
            try (SinkBench bench = SinkBench.start(options, workloads, workload, events, progress)) {
                notes.add(bench.describe());
                for (int round = 0; round < options.rounds(); round++) {
                    for (Target target : targets) {
                        bench.measure(round, target, figures);
                    }
                }
            }
            measures.addAll(figures.measures());
        }
        options.results(spec.commandLine().getOut(), events)
                .publish("sink", BenchOptions.commandLine(spec), String.join(" ", notes), measures);
        return 0;
    }
}
