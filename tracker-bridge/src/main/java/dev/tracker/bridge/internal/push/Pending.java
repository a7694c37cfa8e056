package dev.tracker.bridge.internal.push;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer still has to be sent. Tasks are remembered by id only and once, however often they change: the state is looked up when it is the task's turn,
 * so a slow viewer skips states instead of queueing them. Bounded by the number of tasks. Safe for use by many threads.
 */
final class Pending {

    /** What to send next: control message or task, never both. */
    record Next(@Nullable String control, @Nullable String taskId, boolean isLast) {}

    private final Queue<String> urgent = new ArrayDeque<>();
    private final Set<String> tasks = new LinkedHashSet<>();
    private @Nullable String afterSnapshot;
    private @Nullable String status;
    private int snapshotLeft;

    /** Drops what was pending; sends {@code before}, if given, then the tasks, then {@code after}. Changes go behind all of it. */
    synchronized void snapshot(@Nullable String before, Collection<String> taskIds, String after) {
        tasks.clear();
        urgent.clear();
        status = null;
        if (before != null) {
            urgent.add(before);
        }
        tasks.addAll(taskIds);
        snapshotLeft = tasks.size();
        afterSnapshot = after;
    }

    synchronized void changed(Collection<String> taskIds) {
        tasks.addAll(taskIds);
    }

    /** To be sent when there is time; a newer one replaces it. */
    synchronized void status(String message) {
        status = message;
    }

    synchronized @Nullable Next poll() {
        String control = pollControl();
        if (control != null) {
            return new Next(control, null, isEmpty());
        }
        Iterator<String> first = tasks.iterator();
        if (!first.hasNext()) {
            return null;
        }
        String taskId = first.next();
        first.remove();
        snapshotLeft = Math.max(0, snapshotLeft - 1);
        return new Next(null, taskId, isEmpty());
    }

    private @Nullable String pollControl() {
        String control = urgent.poll();
        if (control == null && snapshotLeft == 0 && afterSnapshot != null) {
            control = afterSnapshot;
            afterSnapshot = null;
        }
        if (control == null && afterSnapshot == null && status != null) {
            control = status;
            status = null;
        }
        return control;
    }

    private boolean isEmpty() {
        return urgent.isEmpty() && tasks.isEmpty() && afterSnapshot == null && status == null;
    }

    /** How many tasks wait. */
    synchronized int size() {
        return tasks.size();
    }
}
