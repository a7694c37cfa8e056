package dev.tracker.bench.micro;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Measure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        description = "Nanoseconds and bytes allocated for an event or a task, in codec and fold, by JMH.")
public final class MicroCommand implements Callable<Integer> {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final long NOT_SHORT = 1_000_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "Seconds of an iteration (default: ${DEFAULT-VALUE}).")
    private int seconds = 2;

    @Option(
            names = "--include",
            paramLabel = "REGEX",
            defaultValue = "dev.tracker.bench.micro",
            description = "Which benchmarks (default: ${DEFAULT-VALUE}).")
    private String include = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Measure> measures = new ArrayList<>();
        for (RunResult result : run()) {
            measures.add(measure(result));
        }
        options.results(spec.commandLine().getOut(), NOT_SHORT)
                .publish("micro", BenchOptions.commandLine(spec), "", measures);
        return 0;
    }

    private Collection<RunResult> run() {
        try {
            return new Runner(new OptionsBuilder()
                            .include(include)
                            .forks(options.rounds())
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(seconds))
                            .measurementIterations(3)
                            .measurementTime(TimeValue.seconds(seconds))
                            .addProfiler(GCProfiler.class)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new BenchException("JMH: " + e.getMessage(), e);
        }
    }

    private Measure measure(RunResult result) {
        Result<?> primary = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "micro");
        values.put("subject", result.getParams().getBenchmark().replaceFirst(".*\\.(?=[^.]*\\.[^.]*$)", ""));
        values.put("nanosPerOp", Measure.rounded(primary.getScore(), 1));
        values.put("error", Measure.rounded(primary.getScoreError(), 1));
        values.put("bytesPerOp", allocated == null ? 0L : Math.round(allocated.getScore()));
        values.put("rounds", options.rounds());
        return new Measure(values);
    }
}
