package dev.tracker.core;

import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.Texts;
import java.util.Objects;

/** What each type of event does to a task. Log and clocks are rules of their own. */
final class Effects {

    /**
     * Applies the event.
     *
     * @param settled whether the event came out of order or after the end, so that it must not turn back what is newer
     * @return whether the task moved on
     */
    static boolean apply(Draft draft, ExecutionEvent event, boolean settled) {
        if (draft.parentTaskId == null) {
            draft.parentTaskId = event.envelope().parentTaskId();
        }
        if (!settled) {
            draft.waiting = stillWaiting(draft, event);
        }
        if (event instanceof ExecutionEvent.Start start) {
            start(draft, start);
            return true;
        } else if (event instanceof ExecutionEvent.Iteration iteration) {
            return iteration(draft, iteration.iteration());
        } else if (event instanceof ExecutionEvent.Progress progress) {
            return !settled && progress(draft, progress.percent());
        } else if (event instanceof ExecutionEvent.Criterion criterion) {
            return CriteriaRule.judge(draft, criterion);
        } else if (event instanceof ExecutionEvent.Action action) {
            return action(draft, action);
        } else if (event instanceof ExecutionEvent.Cost cost) {
            draft.cost = cost(draft.cost, cost);
            return false;
        } else if (event instanceof ExecutionEvent.ErrorReport error) {
            draft.errors++;
            draft.transientErrors += error.isTransient() ? 1 : 0;
            return false;
        } else if (event instanceof ExecutionEvent.Complete complete) {
            complete(draft, complete);
            return true;
        }
        return false;
    }

    /** Signs of life and bills do not end a wait; work does. */
    private static boolean stillWaiting(Draft draft, ExecutionEvent event) {
        return switch (event.type()) {
            case WAITING -> true;
            case LOG, HEARTBEAT, COST -> draft.waiting;
            default -> false;
        };
    }

    private static void start(Draft draft, ExecutionEvent.Start start) {
        draft.agentId = start.envelope().agentId();
        draft.projectId = start.envelope().projectId();
        if (start.envelope().parentTaskId() != null) {
            draft.parentTaskId = start.envelope().parentTaskId();
        }
        if (start.title() != null) {
            draft.title = Texts.abridge(start.title(), TaskProgress.MAX_TITLE);
        }
        if (start.maxIterations() > 0) {
            draft.maxIterations = start.maxIterations();
        }
        if (start.maxCost() != null) {
            CostTotals cost = draft.cost;
            draft.cost = new CostTotals(cost.usd(), cost.usdKnown(), cost.tokens(), cost.model(), start.maxCost());
        }
        if (start.criteriaTotal() > 0) {
            CriteriaRule.declare(draft, start);
        }
        if (!draft.startSeen) {
            draft.startSeen = true;
            draft.startedAt = start.envelope().timestamp();
        }
        if (draft.status == TaskStatus.PENDING) {
            draft.status = TaskStatus.IN_PROGRESS;
        }
    }

    private static boolean iteration(Draft draft, int iteration) {
        boolean higher = iteration > draft.iteration;
        draft.iteration = Math.max(draft.iteration, iteration);
        return higher;
    }

    private static boolean progress(Draft draft, double percent) {
        boolean changed = !Objects.equals(draft.reportedPercent, percent);
        draft.reportedPercent = percent;
        return changed;
    }

    private static boolean action(Draft draft, ExecutionEvent.Action action) {
        draft.actions++;
        boolean failed = Boolean.FALSE.equals(action.success());
        draft.failedActions += failed ? 1 : 0;
        if (Boolean.TRUE.equals(action.success())) {
            FilesRule.record(draft, action);
        }
        return !failed;
    }

    private static CostTotals cost(CostTotals totals, ExecutionEvent.Cost cost) {
        CostTotals sum = addAmounts(totals, cost);
        return cost.model() == null
                ? sum
                : new CostTotals(sum.usd(), sum.usdKnown(), sum.tokens(), cost.model(), sum.budget());
    }

    /** What was spent was spent, whichever attempt spent it. */
    static CostTotals addAmounts(CostTotals totals, ExecutionEvent.Cost cost) {
        return new CostTotals(
                cost.usd() == null ? totals.usd() : totals.usd().plus(cost.usd()),
                totals.usdKnown() || cost.usd() != null,
                totals.tokens().plus(cost.tokens()),
                totals.model(),
                totals.budget());
    }

    private static void complete(Draft draft, ExecutionEvent.Complete complete) {
        if (!draft.status.isTerminal()) {
            draft.status = complete.outcome().status();
            draft.completedAt = complete.envelope().timestamp();
        }
    }

    private Effects() {}
}
