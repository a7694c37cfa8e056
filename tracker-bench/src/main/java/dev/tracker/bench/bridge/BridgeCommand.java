package dev.tracker.bench.bridge;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.run.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bridge",
        mixinStandardHelpOptions = true,
        description = {
            "Many viewers of a live list: frames, processor, heap, and how soon a change reaches them.",
            "Measured from the writing of a snapshot; the limit is a plain consumer of the same topic in the same run."
        },
        footer = {
            "",
            "Examples:",
            "  tracker bench bridge",
            "  tracker bench bridge --viewers 1000 --tasks 1000 --rate 1000 --seconds 10 --rounds 1"
        })
public final class BridgeCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--viewers",
            split = ",",
            paramLabel = "N",
            defaultValue = "10,1000,10000",
            description = "Viewers that read (default: ${DEFAULT-VALUE}).")
    private List<Integer> viewers = List.of();

    @Option(
            names = "--stopped",
            split = ",",
            paramLabel = "N",
            defaultValue = "0,100",
            description = "Viewers besides that never read (default: ${DEFAULT-VALUE}).")
    private List<Integer> stopped = List.of();

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000,100000",
            description = "Tasks in the topic (default: ${DEFAULT-VALUE}).")
    private List<Integer> tasks = List.of();

    @Option(
            names = "--rate",
            split = ",",
            paramLabel = "N",
            defaultValue = "100,1000,10000",
            description = "Changes a second (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long each is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10",
            description = "Seconds of load before that (default: ${DEFAULT-VALUE}).")
    private int warmUp = 10;

    @Option(
            names = "--bridge-heap",
            paramLabel = "OPTION",
            defaultValue = "-Xmx512m",
            description = "Of the bridge's JVM (default: ${DEFAULT-VALUE}).")
    private String bridgeHeap = "-Xmx512m";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = new Progress(spec.commandLine().getErr());
        BridgeBench bench = new BridgeBench(options, bridgeHeap);
        List<Measure> measures = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (BridgePoint point : points()) {
                Measure measure = bench.run(point).measure();
                progress.accept(measure.toJson());
                measures.add(measure);
            }
        }
        String note =
                "Each viewer has the 20 tasks last heard of open, at most ten frames a second. %d s a run after %d s of load; bridge with %s."
                        .formatted(seconds, warmUp, bridgeHeap);
        options.results(spec.commandLine().getOut(), (long) seconds * 20_000)
                .publish("bridge", BenchOptions.commandLine(spec), note, measures);
        return 0;
    }

    private List<BridgePoint> points() {
        List<BridgePoint> points = new ArrayList<>();
        for (int taskCount : tasks) {
            for (int rate : rates) {
                for (int viewerCount : viewers) {
                    for (int stoppedCount : stopped) {
                        points.add(new BridgePoint(viewerCount, stoppedCount, taskCount, rate, warmUp, seconds));
                    }
                }
            }
        }
        return points;
    }
}
