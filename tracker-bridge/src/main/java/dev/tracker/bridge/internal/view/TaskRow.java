package dev.tracker.bridge.internal.view;

import dev.tracker.core.Liveness;

/** A task as it is listed: its snapshot, and what only the view can say of it. A change of any of them makes a new row. */
public final class TaskRow {

    public final TaskColumns task;
    public final Liveness liveness;

    /** How many tasks of its project name this one as their parent. */
    public final int subtasks;

    /** When the event behind it came in, by the bridge's clock in milliseconds since 1970; 0 where time or a subtask made this row. */
    public final long receivedAt;

    private boolean retired;

    TaskRow(TaskColumns task, Liveness liveness, int subtasks, long receivedAt) {
        this.task = task;
        this.liveness = liveness;
        this.subtasks = subtasks;
        this.receivedAt = receivedAt;
    }

    /** The same, judged at another time, in milliseconds since 1970: silence alone makes a task stalled or lost. */
    public TaskRow judged(long judgedAt) {
        Liveness now = task.liveness(judgedAt);
        return now == liveness ? this : new TaskRow(task, now, subtasks, 0);
    }

    /** Said once another row has taken its place in the live views. Only their thread says or asks it. */
    public void retire() {
        retired = true;
    }

    public boolean isRetired() {
        return retired;
    }
}
