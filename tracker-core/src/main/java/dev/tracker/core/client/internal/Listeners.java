package dev.tracker.core.client.internal;

import dev.tracker.core.client.ProgressListener;
import dev.tracker.schemas.TaskProgress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of a tracker; what one throws stays here. Thread-safe. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final CopyOnWriteArrayList<ProgressListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<ProgressListener> reported = ConcurrentHashMap.newKeySet();
    private final LongAdder failures = new LongAdder();
    private final LongAdder skips = new LongAdder();

    void add(ProgressListener listener) {
        listeners.addIfAbsent(listener);
    }

    void remove(ProgressListener listener) {
        listeners.remove(listener);
        reported.remove(listener);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    void notifyAllOf(TaskProgress progress) {
        for (ProgressListener listener : listeners) {
            notify(listener, progress);
        }
    }

    /** Also an error (a failed assertion, a missing class) is the listener's own and none of the worker's. */
    @SuppressWarnings("CatchThrowable")
    private void notify(ProgressListener listener, TaskProgress progress) {
        try {
            listener.onUpdate(progress);
        } catch (Throwable e) {
            failures.increment();
            if (reported.add(listener)) {
                LOG.warn(
                        "A listener failed at an update of task {}; its further failures are only counted",
                        progress.taskId(),
                        e);
            }
        }
    }

    void skipped() {
        skips.increment();
    }

    long failures() {
        return failures.sum();
    }

    long skips() {
        return skips.sum();
    }
}
