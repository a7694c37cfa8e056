package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.internal.view.TaskColumns;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.core.Liveness;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be said of a task, by its state alone: so it does not matter whether somebody looked when it happened, or later. Immutable.
 *
 * <p>A kind's key names the episode. A task that moves on and stalls again is another episode, one that is heard and stalls at the same point is not.
 */
final class TaskRules {

    /**
     * What holds of a task.
     *
     * @param key of the alert
     * @param since from when on: the last sign of life or progress, the end, the latest bill
     * @param became when it came to hold by that: silence is trouble only after a while
     */
    record Finding(AlertKind kind, String key, Instant since, Instant became) {}

    /**
     * All that holds.
     *
     * @param mayFollow whether time alone may add to it: a trouble that has not lasted long enough yet
     */
    record Findings(List<Finding> found, boolean mayFollow) {}

    private final Duration hold;

    TaskRules(Duration hold) {
        this.hold = hold;
    }

    /** @param nowMs the time at which liveness is judged, in milliseconds since 1970 */
    Findings of(TaskRow row, long nowMs) {
        TaskColumns task = row.task;
        List<Finding> found = new ArrayList<>(2);
        boolean mayFollow = false;
        if (task.status == TaskStatus.FAILED) {
            found.add(ended(AlertKind.FAILED, task));
        } else if (task.status.isTerminal()) {
            found.add(ended(AlertKind.FINISHED, task));
        } else {
            Liveness now = task.liveness(nowMs);
            boolean isTrouble = now == Liveness.STALLED || now == Liveness.LOST;
            // The same state judged earlier: that it held then as well means that it has held all the time.
            Liveness before = isTrouble ? task.liveness(nowMs - hold.toMillis()) : now;
            mayFollow = isTrouble && before != now;
            if (isTrouble && before == Liveness.LOST) {
                found.add(trouble(AlertKind.LOST, task, task.heardAt, 2 * task.allowance));
            } else if (isTrouble && before == Liveness.STALLED) {
                // Who said that it waits need not move on, but must be heard.
                long since = task.waiting ? task.heardAt : task.advancedAt;
                found.add(trouble(AlertKind.STALLED, task, since, task.allowance));
            }
        }
        if (task.budget != TaskColumns.NO_BUDGET && task.cost > 0) {
            // What is spent in full needs no warning that it may be.
            if (task.cost >= task.budget) {
                found.add(finding(AlertKind.BUDGET_100, new Usd(task.budget), task.taskId, task.appendedAt));
            } else if (task.cost >= task.budget - task.budget / 5) {
                found.add(finding(AlertKind.BUDGET_80, new Usd(task.budget), task.taskId, task.appendedAt));
            }
        }
        return new Findings(found, mayFollow);
    }

    private static Finding ended(AlertKind kind, TaskColumns task) {
        return finding(kind, task.attempt, task.taskId, task.advancedAt);
    }

    private static Finding trouble(AlertKind kind, TaskColumns task, long sinceMs, long allowanceMs) {
        return new Finding(
                kind,
                key(kind, task.attempt + "/" + sinceMs, task.taskId),
                Instant.ofEpochMilli(sinceMs),
                Instant.ofEpochMilli(sinceMs + allowanceMs));
    }

    private static Finding finding(AlertKind kind, Object episode, String taskId, long sinceMs) {
        Instant since = Instant.ofEpochMilli(sinceMs);
        return new Finding(kind, key(kind, episode, taskId), since, since);
    }

    private static String key(AlertKind kind, Object episode, String taskId) {
        return kind.wireName() + "/task/" + episode + "/" + taskId;
    }
}
