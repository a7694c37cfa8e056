package dev.tracker.bench.fold;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.Measure;
import dev.tracker.streams.Guarantee;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "quick",
        mixinStandardHelpOptions = true,
        description = {
            "Two minutes: the fold's ratios to a copy, compared with the last ones that were stored.",
            "Only ratios, because they depend little on the machine. Exit code 1 if one has fallen too far."
        })
public final class QuickCommand implements Callable<Integer> {

    private static final long EVENTS = 500_000;
    private static final Path STORED =
            Path.of(System.getProperty("tracker.home", ""), "docs", "benchmarks-quick.jsonl");

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--store", description = "Store these ratios as the ones to compare with.")
    private boolean store;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "0.3",
            description = "How far a ratio may fall, as a share of the stored one (default: ${DEFAULT-VALUE}).")
    private double tolerance = 0.3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        FoldPlan plan = new FoldPlan(
                List.of("uniform", "bursty"),
                options.events(EVENTS),
                FoldPlan.intervals(List.of(100, 500)),
                Guarantee.EXACTLY_ONCE,
                List.of(Subjects.TRACKER, Subjects.COPY, Subjects.CONSUMER),
                1);
        List<Measure> now = plan.carryOut(
                        options,
                        new WorkloadOptions(),
                        new Progress(spec.commandLine().getErr()))
                .measures();
        PrintWriter out = spec.commandLine().getOut();
        StoredRatios stored = StoredRatios.read(STORED);
        boolean fell = false;
        for (Measure measure : now) {
            double before = stored.ratio(measure);
            double ratio = measure.number("ratioToLimit");
            boolean isWorse = ratio < before * (1 - tolerance);
            fell |= isWorse;
            out.println(
                    options.json()
                            ? measure.toJson()
                            : "%-8s %4s ms  %-8s  %.2f of the copy%s%s"
                                    .formatted(
                                            measure.text("workload"),
                                            measure.text("commitMs"),
                                            measure.text("subject"),
                                            ratio,
                                            Double.isNaN(before) ? "" : ", stored %.2f".formatted(before),
                                            isWorse ? "  WORSE" : ""));
        }
        out.flush();
        if (store) {
            StoredRatios.write(STORED, now);
        }
        return fell ? 1 : 0;
    }
}
