package dev.tracker.bench.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.ChildJvm;
import java.nio.file.Path;
import java.util.List;

/** The parent's end of {@link GrowthMain}. Not thread-safe. */
final class AggregatorJvm implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvm jvm;
    private final StartUp startUp;

    /** Starts one and waits until it works. */
    AggregatorJvm(String name, Path logs, List<String> jvmOptions, String bootstrap, Path state) {
        jvm = ChildJvm.start(name, logs, jvmOptions, GrowthMain.class, List.of(bootstrap, state.toString()));
        try {
            startUp = answer(StartUp.class);
        } catch (RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    StartUp startUp() {
        return startUp;
    }

    Usage usage() {
        jvm.order(GrowthMain.USAGE);
        return answer(Usage.class);
    }

    /** Bytes of the heap in use after a collection. */
    long heapBytes() {
        jvm.order(GrowthMain.HEAP);
        return answer(Long.class);
    }

    /**
     * True.
     *
     * @throws BenchException with the end of its log if it has ended
     */
    boolean requireAlive() {
        if (!jvm.isAlive()) {
            jvm.answer();
        }
        return true;
    }

    private <T> T answer(Class<T> type) {
        try {
            return JSON.readValue(jvm.answer(), type);
        } catch (JsonProcessingException e) {
            throw new BenchException("the aggregator gave a strange answer", e);
        }
    }

    @Override
    public void close() {
        jvm.close();
    }
}
