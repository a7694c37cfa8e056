package dev.tracker.bridge.internal.view;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The latest state of each task, as the records of the compacted topic tell it. One thread writes, any may read. */
public final class TaskTable {

    /** What a record did. */
    public enum Effect {
        CHANGED,
        /** An older state than the one known, or the same again. */
        STALE,
        UNREADABLE
    }

    private final ConcurrentHashMap<String, TaskProgress> tasks = new ConcurrentHashMap<>();

    public @Nullable TaskProgress find(String taskId) {
        return tasks.get(taskId);
    }

    public Collection<TaskProgress> all() {
        return Collections.unmodifiableCollection(tasks.values());
    }

    public int size() {
        return tasks.size();
    }

    /** Takes in a record; a null value is a tombstone. Never throws for any bytes. */
    Effect apply(String key, byte @Nullable [] value) {
        if (value == null) {
            return tasks.remove(key) == null ? Effect.STALE : Effect.CHANGED;
        }
        TaskProgress next;
        try {
            next = SnapshotReader.read(value);
        } catch (RuntimeException e) {
            return Effect.UNREADABLE;
        }
        if (!isSound(next, key)) {
            return Effect.UNREADABLE;
        }
        TaskProgress known = tasks.get(key);
        if (known != null && next.position().isNotAfter(known.position())) {
            return Effect.STALE;
        }
        tasks.put(key, next);
        return Effect.CHANGED;
    }

    /** The reader lets texts of the wrong type through as nulls; everything behind this relies on their being there. */
    @SuppressWarnings("ConstantValue")
    private static boolean isSound(TaskProgress progress, String key) {
        return key.equals(progress.taskId()) && progress.agentId() != null && progress.projectId() != null;
    }

    static @Nullable String key(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
