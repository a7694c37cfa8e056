package dev.tracker.core.client.internal;

import dev.tracker.core.client.ProgressListener;
import dev.tracker.schemas.TaskProgress;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of a tracker; what one throws stays here. Thread-safe. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final CopyOnWriteArrayList<Registration> registrations = new CopyOnWriteArrayList<>();
    private final LongAdder failures = new LongAdder();
    private final LongAdder skips = new LongAdder();

    /** A listener is compared by identity: its {@code equals} is no more to be trusted than the rest of it. */
    private record Registration(ProgressListener listener, AtomicBoolean reported) {}

    synchronized void add(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        if (registrations.stream().noneMatch(known -> known.listener() == listener)) {
            registrations.add(new Registration(listener, new AtomicBoolean()));
        }
    }

    synchronized void remove(ProgressListener listener) {
        registrations.removeIf(known -> known.listener() == listener);
    }

    boolean isEmpty() {
        return registrations.isEmpty();
    }

    void notifyAllOf(TaskProgress progress) {
        for (Registration registration : registrations) {
            notify(registration, progress);
        }
    }

    /** Also an error (a failed assertion, a missing class) is the listener's own and none of the worker's. */
    private void notify(Registration registration, TaskProgress progress) {
        try {
            registration.listener().onUpdate(progress);
        } catch (Throwable e) {
            failures.increment();
            if (registration.reported().compareAndSet(false, true)) {
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
