package dev.tracker.bench.micro;

import dev.tracker.schemas.TaskProgress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The fold alone, in nanoseconds an event. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FoldBenchmark {

    /** A whole task from its start, decoded events to states. */
    @Benchmark
    @OperationsPerInvocation(SampleTask.EVENTS)
    public @Nullable TaskProgress fold(SampleTask sample) {
        return sample.foldAll();
    }
}
