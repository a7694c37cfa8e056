package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.TaskProgress;
import org.jspecify.annotations.Nullable;

/** One record of the snapshots topic. Its bytes are not copied and must not be changed. */
final class TaskChange {

    private static final byte[] NOTHING = {};

    private final String taskId;
    private final @Nullable TaskProgress snapshot;
    private final byte[] json;

    private TaskChange(String taskId, @Nullable TaskProgress snapshot, byte[] json) {
        this.taskId = taskId;
        this.snapshot = snapshot;
        this.json = json;
    }

    /** The task is in a new state. */
    static TaskChange update(String taskId, TaskProgress snapshot, byte[] json) {
        return new TaskChange(taskId, snapshot, json);
    }

    /** The task is to be forgotten. */
    static TaskChange tombstone(String taskId) {
        return new TaskChange(taskId, null, NOTHING);
    }

    String taskId() {
        return taskId;
    }

    /** The state, null in a tombstone. */
    @Nullable
    TaskProgress snapshot() {
        return snapshot;
    }

    /** The state as published. */
    byte[] json() {
        return json;
    }
}
