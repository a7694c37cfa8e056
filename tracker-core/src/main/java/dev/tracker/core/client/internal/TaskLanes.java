package dev.tracker.core.client.internal;

import dev.tracker.core.client.TrackerSettings;
import dev.tracker.schemas.TaskProgress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The tasks of the local view, bounded: the ones that finished first, or were updated longest ago, leave. Thread-safe. */
final class TaskLanes {

    /** One in so many leaves when there are too many, so that the search for the oldest is paid by many newcomers. */
    private static final int EVICTED_SHARE = 16;

    private final TrackerSettings settings;
    private final String emitterId;
    private final Listeners listeners;
    private final ConcurrentHashMap<String, TaskLane> lanes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<TaskLane> finished = new ConcurrentLinkedQueue<>();
    private final AtomicInteger finishedCount = new AtomicInteger();
    private final AtomicLong evicted = new AtomicLong();

    TaskLanes(TrackerSettings settings, String emitterId, Listeners listeners) {
        this.settings = settings;
        this.emitterId = emitterId;
        this.listeners = listeners;
    }

    TaskLane laneOf(String taskId) {
        TaskLane known = lanes.get(taskId);
        if (known != null) {
            return known;
        }
        TaskLane lane = lanes.computeIfAbsent(taskId, this::create);
        if (lanes.size() > settings.maxTasks()) {
            evictLeastUsed(lane);
        }
        return lane;
    }

    /**
     * A task that left and comes back counts from 0 again, so it must do so under another emitter's name: the evictions so far make one, because its own is among
     * them.
     */
    private TaskLane create(String taskId) {
        long before = evicted.get();
        String emitter = before == 0 ? emitterId : emitterId + "." + before;
        return new TaskLane(taskId, settings.projectId(), emitter, settings.agentId(), new Notifications(listeners));
    }

    /** The task has just finished: it may stay until so many others have finished after it. */
    void finished(TaskLane lane) {
        finished.add(lane);
        if (finishedCount.incrementAndGet() > settings.maxFinishedTasks()) {
            TaskLane oldest = finished.poll();
            if (oldest != null) {
                finishedCount.decrementAndGet();
                evictIf(oldest, oldest::isFinished);
            }
        }
    }

    private synchronized void evictLeastUsed(TaskLane newcomer) {
        int excess = lanes.size() - settings.maxTasks();
        if (excess <= 0) {
            return;
        }
        List<TaskLane> oldestFirst = new ArrayList<>(lanes.values());
        oldestFirst.remove(newcomer);
        // The times are read once each: a sort must not see them change.
        record Used(TaskLane lane, long nanosAgo) {}
        long now = System.nanoTime();
        oldestFirst.stream()
                .map(lane -> new Used(lane, now - lane.usedNanos()))
                .sorted(Comparator.comparingLong(Used::nanosAgo).reversed())
                .limit(excess + settings.maxTasks() / EVICTED_SHARE)
                .forEach(used -> evictIf(used.lane(), () -> true));
    }

    private void evictIf(TaskLane lane, BooleanSupplier condition) {
        lane.lock.lock();
        try {
            if (!lane.isRetired() && condition.getAsBoolean()) {
                lane.retire();
                evicted.incrementAndGet();
                lanes.remove(lane.taskId(), lane);
            }
        } finally {
            lane.lock.unlock();
        }
    }

    @Nullable
    TaskProgress progressOf(String taskId) {
        TaskLane lane = lanes.get(taskId);
        return lane == null ? null : lane.progress();
    }

    /** The tasks that have not ended, by task id. */
    List<TaskProgress> active() {
        return lanes.values().stream()
                .map(TaskLane::progress)
                .filter(Objects::nonNull)
                .filter(progress -> !progress.status().isTerminal())
                .sorted(Comparator.comparing(TaskProgress::taskId))
                .toList();
    }

    long size() {
        return lanes.size();
    }

    long evicted() {
        return evicted.get();
    }
}
