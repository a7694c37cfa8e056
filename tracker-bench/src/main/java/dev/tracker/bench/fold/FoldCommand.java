package dev.tracker.bench.fold;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.GuaranteeOption;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "fold",
        mixinStandardHelpOptions = true,
        description = {
            "Events a second through the fold, exactly once unless told otherwise, from the end of the warm-up to the last commit.",
            "The first third of the log is each subject's warm-up.",
            "The limit is a stateless copy by Kafka Streams with the same guarantee and the same settings."
        },
        footer = {
            "",
            "Subjects:",
            "  tracker   the aggregator; while it is behind, as here, it commits less often: every 2 s at the longest",
            "  tracker-strict  the same, committing at every interval all the same",
            "  copy      Streams, stateless, every record to another topic",
            "  parse     consumers that decode the events and do nothing else; commits nothing",
            "  dsl       groupByKey().aggregate() with JSON state",
            "  consumer  consumers, a HashMap and transactional producers; no durable state",
            "  flink, flink-rocksdb  Apache Flink, states on the heap or in RocksDB; only with TRACKER_PEERS=1 ./tracker bench fold"
        })
public final class FoldCommand implements Callable<Integer> {

    private static final long EVENTS = 3_000_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private WorkloadOptions workloads = new WorkloadOptions();

    @Option(
            names = "--commit-ms",
            split = ",",
            paramLabel = "MS",
            defaultValue = "100,500",
            description = "Commit intervals (default: ${DEFAULT-VALUE}).")
    private List<Integer> commitMs = List.of();

    @Mixin
    private GuaranteeOption guarantee = new GuaranteeOption();

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "tracker,copy,parse,dsl,consumer",
            description = "Who takes part (default: ${DEFAULT-VALUE}).")
    private List<String> subjects = List.of();

    @Option(
            names = "--part",
            paramLabel = "NAME",
            defaultValue = "fold",
            description =
                    "The part of the page that is replaced: slow peers may have runs of their own (default: ${DEFAULT-VALUE}).")
    private String part = "fold";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        long events = options.events(EVENTS);
        FoldPlan plan = new FoldPlan(
                workloads.names(),
                events,
                FoldPlan.intervals(commitMs),
                guarantee.guarantee(),
                subjects,
                options.rounds());
        FoldPlan.Outcome outcome = plan.carryOut(
                options, workloads, new Progress(spec.commandLine().getErr()));
        options.results(spec.commandLine().getOut(), events)
                .publish(guarantee.partOf(part), BenchOptions.commandLine(spec), outcome.note(), outcome.measures());
        return 0;
    }
}
