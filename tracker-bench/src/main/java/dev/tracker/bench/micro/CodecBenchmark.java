package dev.tracker.bench.micro;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.binary.TaskStateCodec;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.json.SnapshotWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/** Bytes to objects and back, in nanoseconds an event or a task. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

    /** An event's JSON, checked and decoded. */
    @Benchmark
    @OperationsPerInvocation(SampleTask.EVENTS)
    public void decodeEvent(SampleTask sample, Blackhole hole) {
        for (byte[] json : sample.eventJson) {
            hole.consume(EventDecoder.decode(sample.key, json));
        }
    }

    /** A task to the JSON of the snapshots topic. */
    @Benchmark
    public byte[] writeSnapshot(SampleTask sample) {
        return SnapshotWriter.write(sample.progress);
    }

    /** That JSON to a task. */
    @Benchmark
    public TaskProgress readSnapshot(SampleTask sample) {
        return SnapshotReader.read(sample.snapshot);
    }

    /** A task to the bytes of the state store. */
    @Benchmark
    public byte[] encodeState(SampleTask sample) {
        return TaskStateCodec.encode(sample.progress);
    }

    /** These bytes to a task. */
    @Benchmark
    public TaskProgress decodeState(SampleTask sample) {
        return TaskStateCodec.decode(sample.state);
    }
}
