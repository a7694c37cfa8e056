package dev.tracker.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That every benchmark runs; no figure of it means anything here. */
class BenchmarksRunTest {

    private static final int BENCHMARKS = 6;

    @Test
    void shouldRunEveryBenchmark() throws RunnerException {
        // When
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev.tracker.bench.micro")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(50))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        // Then
        assertThat(results).hasSize(BENCHMARKS);
    }
}
