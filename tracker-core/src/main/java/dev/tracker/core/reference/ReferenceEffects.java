package dev.tracker.core.reference;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;

/** The table of effects: what an event that takes effect does to the task, clocks and log apart. */
final class ReferenceEffects {

    /**
     * @param settled whether the event is out of order, or came when the status was terminal
     * @return whether the event advanced the task
     */
    static boolean apply(ReferenceTask task, ExecutionEvent event, boolean settled) {
        if (task.parentTaskId == null) {
            task.parentTaskId = event.envelope().parentTaskId();
        }
        if (!settled) {
            switch (event.type()) {
                case WAITING -> task.clocks.waiting = true;
                case LOG, HEARTBEAT, COST -> {}
                default -> task.clocks.waiting = false;
            }
        }
        if (event instanceof ExecutionEvent.Start start) {
            start(task, start);
            return true;
        }
        if (event instanceof ExecutionEvent.Iteration iteration) {
            int before = task.iteration;
            task.iteration = Math.max(before, iteration.iteration());
            return task.iteration != before;
        }
        if (event instanceof ExecutionEvent.Progress progress) {
            return !settled && progress(task, progress);
        }
        if (event instanceof ExecutionEvent.Criterion criterion) {
            return task.criteria.judge(criterion);
        }
        if (event instanceof ExecutionEvent.Action action) {
            return action(task, action);
        }
        if (event instanceof ExecutionEvent.Cost cost) {
            task.cost.addAmounts(cost);
            task.cost.name(cost.model());
        } else if (event instanceof ExecutionEvent.ErrorReport error) {
            task.counters.errors++;
            if (error.isTransient()) {
                task.counters.transientErrors++;
            }
        } else if (event instanceof ExecutionEvent.Complete complete) {
            complete(task, complete);
            return true;
        }
        return false;
    }

    private static void start(ReferenceTask task, ExecutionEvent.Start start) {
        task.agentId = start.envelope().agentId();
        task.projectId = start.envelope().projectId();
        if (start.envelope().parentTaskId() != null) {
            task.parentTaskId = start.envelope().parentTaskId();
        }
        if (start.title() != null) {
            task.title = ReferenceTexts.cut(start.title(), TaskProgress.MAX_TITLE);
        }
        if (start.maxIterations() > 0) {
            task.maxIterations = start.maxIterations();
        }
        task.cost.allow(start.maxCost());
        if (start.criteria() != null) {
            task.counters.rejected += task.criteria.declare(start.criteria());
        } else if (start.criteriaTotal() > 0) {
            task.counters.rejected += task.criteria.declare(start.criteriaTotal());
        }
        if (!task.startSeen) {
            task.startSeen = true;
            task.clocks.startedAt = start.envelope().timestamp();
            if (task.status == TaskStatus.PENDING) {
                task.status = TaskStatus.IN_PROGRESS;
            }
        }
    }

    private static boolean progress(ReferenceTask task, ExecutionEvent.Progress progress) {
        Double before = task.reportedPercent;
        task.reportedPercent = progress.percent();
        return before == null || before != progress.percent();
    }

    private static boolean action(ReferenceTask task, ExecutionEvent.Action action) {
        task.counters.actions++;
        Boolean success = action.success();
        if (success == null) {
            return true;
        }
        if (success) {
            task.files.touch(action.action(), action.target());
        } else {
            task.counters.failedActions++;
        }
        return success;
    }

    private static void complete(ReferenceTask task, ExecutionEvent.Complete complete) {
        if (task.status.isTerminal()) {
            return;
        }
        task.status = switch (complete.outcome()) {
            case SUCCESS -> TaskStatus.COMPLETE;
            case FAILED -> TaskStatus.FAILED;
            case CANCELLED -> TaskStatus.CANCELLED;
        };
        task.clocks.completedAt = complete.envelope().timestamp();
    }

    private ReferenceEffects() {}
}
