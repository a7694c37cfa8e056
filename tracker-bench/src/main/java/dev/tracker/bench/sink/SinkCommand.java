package dev.tracker.bench.sink;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.Measure;
import dev.tracker.bench.sustained.SustainedBench;
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
            "  row-by-row  INSERT ... ON CONFLICT of some of these rows, each in a transaction of its own",
            "",
            "With --sustained it is the whole path instead: a producer at a steady rate, broker, aggregator, both sinks, PostgreSQL;",
            "the lag of each is printed every second, and at the end whether it was flat and what the audit says."
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

    @Option(names = "--sustained", description = "Measure whether the whole path keeps up with a steady load.")
    private boolean sustained;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "30000",
            description = "With --sustained: events a second (default: ${DEFAULT-VALUE}).")
    private int rate = 30_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "90",
            description = "With --sustained: how long (default: ${DEFAULT-VALUE}).")
    private int seconds = 90;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "30",
            description = "With --sustained: seconds at a third of the rate before (default: ${DEFAULT-VALUE}).")
    private int warmUp = 30;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "20000",
            description = "With --sustained: tasks whose events come in random order (default: ${DEFAULT-VALUE}).")
    private int tasks = 20_000;

    @Option(
            names = "--commit-ms",
            paramLabel = "MS",
            defaultValue = "100",
            description = "With --sustained: commit interval of the aggregator (default: ${DEFAULT-VALUE}).")
    private int commitMs = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (sustained) {
            return sustain();
        }
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
                        bench.measure(round, target, figures, true);
                    }
                }
            }
            measures.addAll(figures.measures());
        }
        options.results(spec.commandLine().getOut(), events)
                .publish("sink", BenchOptions.commandLine(spec), String.join(" ", notes), measures);
        return 0;
    }

    private int sustain() throws InterruptedException {
        Measure measure = new SustainedBench(
                        options, new Progress(spec.commandLine().getErr()), rate, seconds, warmUp, tasks, commitMs)
                .run();
        options.results(spec.commandLine().getOut(), (long) rate * seconds)
                .publish("sustained", BenchOptions.commandLine(spec), "", List.of(measure));
        return measure.text("flat").equals("true") ? 0 : 1;
    }
}
