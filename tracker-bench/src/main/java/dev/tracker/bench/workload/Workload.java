package dev.tracker.bench.workload;

import dev.tracker.schemas.ExecutionEvent;
import java.util.function.Consumer;

/** A stream of events to measure with, the same at each call but for its times. */
public interface Workload {

    /** The name in results. */
    String name();

    /** Hands out that many events, each task's in the order of their {@code seq}. */
    void generate(long events, Consumer<ExecutionEvent> each);
}
