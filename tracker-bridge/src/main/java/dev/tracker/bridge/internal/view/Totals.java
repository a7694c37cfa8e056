package dev.tracker.bridge.internal.view;

import dev.tracker.core.Liveness;
import dev.tracker.schemas.TaskStatus;

/**
 * Sums over tasks that come, change and go: each task counts with what it reports itself, once. Exact: adding and taking away leaves nothing behind. Not safe
 * for several threads.
 */
public final class Totals {

    /** Percent are summed in whole millionths, because sums of doubles do not come back to 0. */
    private static final double PERCENT_UNITS = 1e6;

    private final EnumCounts<TaskStatus> byStatus = new EnumCounts<>(TaskStatus.class);
    private final EnumCounts<Liveness> byLiveness = new EnumCounts<>(Liveness.class);
    private final UsdSum cost = new UsdSum();
    private final UsdSum estimated = new UsdSum();
    private final UsdSum budget = new UsdSum();
    private long tasks;
    private long percent;
    private long criteriaVerified;
    private long criteriaTotal;
    private long tasksWithKnownCost;
    private long tasksWithBudget;
    private long overBudget;
    private long inputTokens;
    private long outputTokens;
    private long cacheReadTokens;
    private long cacheWriteTokens;
    private long errors;

    public void add(TaskRow row) {
        count(row, 1);
    }

    void remove(TaskRow row) {
        count(row, -1);
    }

    private void count(TaskRow row, long sign) {
        TaskColumns task = row.task;
        tasks += sign;
        byStatus.add(task.status, sign);
        byLiveness.add(row.liveness, sign);
        percent += sign * Math.round(task.percent * PERCENT_UNITS);
        criteriaVerified += sign * task.criteriaVerified;
        criteriaTotal += sign * task.criteriaTotal;
        cost.add(task.cost, sign);
        estimated.add(task.costEstimated, sign);
        tasksWithKnownCost += task.costKnown ? sign : 0;
        if (task.budget != TaskColumns.NO_BUDGET) {
            budget.add(task.budget, sign);
            tasksWithBudget += sign;
        }
        overBudget += task.isOverBudget() ? sign : 0;
        inputTokens += sign * task.tokens.input();
        outputTokens += sign * task.tokens.output();
        cacheReadTokens += sign * task.tokens.cacheRead();
        cacheWriteTokens += sign * task.tokens.cacheWrite();
        errors += sign * task.errors;
    }

    public void add(Totals other) {
        tasks += other.tasks;
        byStatus.add(other.byStatus);
        byLiveness.add(other.byLiveness);
        percent += other.percent;
        criteriaVerified += other.criteriaVerified;
        criteriaTotal += other.criteriaTotal;
        cost.add(other.cost);
        estimated.add(other.estimated);
        tasksWithKnownCost += other.tasksWithKnownCost;
        budget.add(other.budget);
        tasksWithBudget += other.tasksWithBudget;
        overBudget += other.overBudget;
        inputTokens += other.inputTokens;
        outputTokens += other.outputTokens;
        cacheReadTokens += other.cacheReadTokens;
        cacheWriteTokens += other.cacheWriteTokens;
        errors += other.errors;
    }

    public long tasks() {
        return tasks;
    }

    public EnumCounts<TaskStatus> byStatus() {
        return byStatus;
    }

    public EnumCounts<Liveness> byLiveness() {
        return byLiveness;
    }

    /** Mean percent of the tasks, 0 if there is none. */
    public double progress() {
        return tasks == 0 ? 0 : percent / PERCENT_UNITS / tasks;
    }

    public long criteriaVerified() {
        return criteriaVerified;
    }

    public long criteriaTotal() {
        return criteriaTotal;
    }

    public UsdSum cost() {
        return cost;
    }

    /** The part of the cost that is an estimate. */
    public UsdSum estimated() {
        return estimated;
    }

    public long tasksWithKnownCost() {
        return tasksWithKnownCost;
    }

    /** What the tasks that have a budget may spend. */
    public UsdSum budget() {
        return budget;
    }

    public long tasksWithBudget() {
        return tasksWithBudget;
    }

    public long overBudget() {
        return overBudget;
    }

    public long inputTokens() {
        return inputTokens;
    }

    public long outputTokens() {
        return outputTokens;
    }

    public long cacheReadTokens() {
        return cacheReadTokens;
    }

    public long cacheWriteTokens() {
        return cacheWriteTokens;
    }

    public long errors() {
        return errors;
    }
}
