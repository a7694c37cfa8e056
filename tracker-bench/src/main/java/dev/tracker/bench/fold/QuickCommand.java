package dev.tracker.bench.fold;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.WorkloadOptions;
import dev.tracker.bench.run.Measure;
import dev.tracker.bench.sink.SinkRatios;
import dev.tracker.streams.Guarantee;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
        name = "quick",
        mixinStandardHelpOptions = true,
        description = {
            "A few minutes: the ratios of fold and sinks to their limits, compared with the last ones that were stored.",
            "Only ratios, because they depend little on the machine. Exit code 1 if one has fallen too far."
        },
        footer = {
            "",
            "Ratios are stored in docs/benchmarks-quick.jsonl. To replace them by this run's, on a quiet machine:",
            "  tracker bench quick --store"
        })
public final class QuickCommand implements Callable<Integer> {

    private static final long EVENTS = 300_000;
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
    public Integer call() throws InterruptedException, IOException, SQLException {
        FoldPlan plan = new FoldPlan(
                List.of("uniform", "bursty"),
                options.events(EVENTS),
                FoldPlan.intervals(List.of(100, 500)),
                Guarantee.EXACTLY_ONCE,
                List.of(Subjects.TRACKER, Subjects.COPY, Subjects.CONSUMER),
                1);
        Progress progress = new Progress(spec.commandLine().getErr());
        List<Measure> now = new ArrayList<>(
                plan.carryOut(options, new WorkloadOptions(), progress).measures());
        now.addAll(SinkRatios.measure(options, options.events(EVENTS), progress));
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
                            : "%-30s  %.2f of the copy%s%s"
                                    .formatted(
                                            what(measure),
                                            ratio,
                                            Double.isNaN(before) ? "" : ", stored %.2f".formatted(before),
                                            isWorse ? "  WORSE" : ""));
        }
        out.flush();
        if (store) {
            StoredRatios.write(STORED, now);
            out.println("stored in " + STORED);
        } else if (!options.json()) {
            out.println(
                    Files.exists(STORED)
                            ? "compared with " + STORED + "; --store replaces it by this run"
                            : "there is nothing to compare with yet; --store keeps this run in " + STORED);
        }
        out.flush();
        return fell ? 1 : 0;
    }

    private static String what(Measure measure) {
        Object table = measure.values().get("table");
        return table == null
                ? "%-8s %4s ms  %s"
                        .formatted(measure.text("workload"), measure.text("commitMs"), measure.text("subject"))
                : "sink of %s: %s".formatted(table, measure.text("subject"));
    }
}
