package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.TaskProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of the snapshots topic, as far as it is needed once it was read: as the rows that may come of it, not as objects, which take several times the room.
 * Not thread-safe.
 */
final class TaskChange {

    /** What a change takes besides its rows, roughly. */
    private static final long OVERHEAD_BYTES = 200;

    private final String taskId;
    private final @Nullable HistoryMark state;
    private final byte @Nullable [] historyRow;
    private byte @Nullable [] taskRow;

    private TaskChange(
            String taskId, @Nullable HistoryMark state, byte @Nullable [] historyRow, byte @Nullable [] taskRow) {
        this.taskId = taskId;
        this.state = state;
        this.historyRow = historyRow;
        this.taskRow = taskRow;
    }

    /**
     * The task is in a new state.
     *
     * @param json the state as published
     */
    static TaskChange update(TaskProgress snapshot, byte[] json) {
        Instant at = snapshot.position().appendedAt();
        return new TaskChange(
                snapshot.taskId(),
                HistoryMark.after(snapshot, at),
                SnapshotColumns.row(snapshot),
                TaskColumns.beginning(snapshot, json));
    }

    /** The task is to be forgotten. */
    static TaskChange tombstone(String taskId) {
        return new TaskChange(taskId, null, null, null);
    }

    String taskId() {
        return taskId;
    }

    /** The state in short, its time that of its last event; null in a tombstone. */
    @Nullable
    HistoryMark state() {
        return state;
    }

    /** The row for {@code task_snapshot}, null in a tombstone. */
    byte @Nullable [] historyRow() {
        return historyRow;
    }

    /** The row for {@code task} but for its last field; null in a tombstone, and where another change of the batch goes before it. */
    byte @Nullable [] taskRow() {
        return taskRow;
    }

    /** Whether {@code task} can't get this state any more when the next one has come, whatever is in the database. */
    boolean isReplacedBy(TaskChange next) {
        return state != null && next.state != null && next.state.version() > state.version();
    }

    /** Whether {@code task} can't get this state because the one before it in the batch is as new. */
    boolean isOutdatedBy(TaskChange previous) {
        return state != null && previous.state != null && state.version() <= previous.state.version();
    }

    /** Another change goes before this one in {@code task}; the history may still want it. */
    void dropTaskRow() {
        taskRow = null;
    }

    /** About how much memory it takes. */
    long bytes() {
        return OVERHEAD_BYTES + (historyRow == null ? 0 : historyRow.length) + (taskRow == null ? 0 : taskRow.length);
    }
}
