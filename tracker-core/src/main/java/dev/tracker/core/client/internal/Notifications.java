package dev.tracker.core.client.internal;

import dev.tracker.schemas.TaskProgress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The updates of one task that listeners have yet to hear of. At any time at most one thread tells them, so that they hear in order; a thread that finds
 * another at it, or itself further up its stack, leaves its update to that one. So nobody ever waits for a listener, and a listener may call the tracker.
 * Thread-safe.
 */
final class Notifications {

    private static final int MAX_WAITING = 1_024;

    private final Listeners listeners;
    private final ArrayDeque<TaskProgress> waiting = new ArrayDeque<>();
    private boolean telling;

    Notifications(Listeners listeners) {
        this.listeners = listeners;
    }

    /** Called under the task's lock, which makes the order. */
    void add(TaskProgress progress) {
        if (listeners.isEmpty()) {
            return;
        }
        synchronized (waiting) {
            if (waiting.size() == MAX_WAITING) {
                waiting.remove();
                listeners.skipped();
            }
            waiting.add(progress);
        }
    }

    /** Tells all that waits, unless someone is at it. Called without any lock. */
    void tell() {
        if (!begin()) {
            return;
        }
        for (TaskProgress next = nextOrEnd(); next != null; next = nextOrEnd()) {
            listeners.notifyAllOf(next);
        }
    }

    private boolean begin() {
        synchronized (waiting) {
            if (telling || waiting.isEmpty()) {
                return false;
            }
            telling = true;
            return true;
        }
    }

    /** Ending is one step with finding nothing, so that no update is left behind between the two. */
    private @Nullable TaskProgress nextOrEnd() {
        synchronized (waiting) {
            TaskProgress next = waiting.poll();
            telling = next != null;
            return next;
        }
    }
}
