package dev.tracker.bench.growth;

import dev.tracker.schemas.ExecutionEvent;
import java.util.function.Consumer;

/** Tasks and their events, without end: each phase goes on where the last one stopped. Not thread-safe. */
interface Feed {

    /** What has to have happened before any phase. */
    default void begin(Consumer<ExecutionEvent> each) {}

    /** Whether something has. */
    default boolean hasBeginning() {
        return false;
    }

    /** The next so many events. */
    void phase(long events, Consumer<ExecutionEvent> each);

    /** How many tasks are at work at any time. */
    int active();
}
