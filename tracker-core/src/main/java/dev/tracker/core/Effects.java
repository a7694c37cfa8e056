package dev.tracker.core;

import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.Texts;
import dev.tracker.schemas.Usd;
import java.util.Objects;

/** What each type of event does to a task. Log and clocks are rules of their own. */
final class Effects {

    /**
     * Applies the event.
     *
     * @param settled whether the event came out of order or after the end, so that it must not turn back what is newer
     * @return whether the task moved on
     */
    static boolean apply(LiveTask task, ExecutionEvent event, boolean settled) {
        if (task.parentTaskId == null) {
            task.parentTaskId = event.envelope().parentTaskId();
        }
        if (!settled) {
            task.waiting = stillWaiting(task, event);
        }
        if (event instanceof ExecutionEvent.Start start) {
            start(task, start);
            return true;
        } else if (event instanceof ExecutionEvent.Iteration iteration) {
            return iteration(task, iteration.iteration());
        } else if (event instanceof ExecutionEvent.Progress progress) {
            return !settled && progress(task, progress.percent());
        } else if (event instanceof ExecutionEvent.Criterion criterion) {
            return CriteriaRule.judge(task, criterion);
        } else if (event instanceof ExecutionEvent.Action action) {
            return action(task, action);
        } else if (event instanceof ExecutionEvent.Cost cost) {
            task.cost = cost(task.cost, cost);
            return false;
        } else if (event instanceof ExecutionEvent.ErrorReport error) {
            task.errors++;
            task.transientErrors += error.isTransient() ? 1 : 0;
            return false;
        } else if (event instanceof ExecutionEvent.Complete complete) {
            complete(task, complete);
            return true;
        }
        return false;
    }

    /** Signs of life and bills do not end a wait; work does. */
    private static boolean stillWaiting(LiveTask task, ExecutionEvent event) {
        return switch (event.type()) {
            case WAITING -> true;
            case LOG, HEARTBEAT, COST -> task.waiting;
            default -> false;
        };
    }

    private static void start(LiveTask task, ExecutionEvent.Start start) {
        task.agentId = start.envelope().agentId();
        task.projectId = start.envelope().projectId();
        if (start.envelope().parentTaskId() != null) {
            task.parentTaskId = start.envelope().parentTaskId();
        }
        if (start.title() != null) {
            task.title = Texts.abridge(start.title(), TaskProgress.MAX_TITLE);
        }
        if (start.maxIterations() > 0) {
            task.maxIterations = start.maxIterations();
        }
        if (start.maxCost() != null) {
            CostTotals cost = task.cost;
            task.cost = new CostTotals(
                    cost.usd(), cost.usdKnown(), cost.tokens(), cost.model(), start.maxCost(), cost.usdEstimated());
        }
        if (start.criteriaTotal() > 0) {
            CriteriaRule.declare(task, start);
        }
        if (!task.startSeen) {
            task.startSeen = true;
            task.startedAt = start.envelope().timestamp();
        }
        if (task.status == TaskStatus.PENDING) {
            task.status = TaskStatus.IN_PROGRESS;
        }
    }

    private static boolean iteration(LiveTask task, int iteration) {
        boolean higher = iteration > task.iteration;
        task.iteration = Math.max(task.iteration, iteration);
        return higher;
    }

    private static boolean progress(LiveTask task, double percent) {
        boolean changed = !Objects.equals(task.reportedPercent, percent);
        task.reportedPercent = percent;
        return changed;
    }

    private static boolean action(LiveTask task, ExecutionEvent.Action action) {
        task.actions++;
        boolean failed = Boolean.FALSE.equals(action.success());
        task.failedActions += failed ? 1 : 0;
        if (Boolean.TRUE.equals(action.success())) {
            FilesRule.record(task, action);
        }
        return !failed;
    }

    private static CostTotals cost(CostTotals totals, ExecutionEvent.Cost cost) {
        CostTotals sum = addAmounts(totals, cost);
        return cost.model() == null
                ? sum
                : new CostTotals(
                        sum.usd(), sum.usdKnown(), sum.tokens(), cost.model(), sum.budget(), sum.usdEstimated());
    }

    /** What was spent was spent, whichever attempt spent it. */
    static CostTotals addAmounts(CostTotals totals, ExecutionEvent.Cost cost) {
        Usd estimated = totals.usdEstimated();
        return new CostTotals(
                cost.usd() == null ? totals.usd() : totals.usd().plus(cost.usd()),
                totals.usdKnown() || cost.usd() != null,
                totals.tokens().plus(cost.tokens()),
                totals.model(),
                totals.budget(),
                cost.usdEstimated() && cost.usd() != null ? estimated.plus(cost.usd()) : estimated);
    }

    private static void complete(LiveTask task, ExecutionEvent.Complete complete) {
        if (!task.status.isTerminal()) {
            task.status = complete.outcome().status();
            task.completedAt = complete.envelope().timestamp();
        }
    }

    private Effects() {}
}
