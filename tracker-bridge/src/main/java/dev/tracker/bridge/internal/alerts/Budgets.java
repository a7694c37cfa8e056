package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.internal.view.Group;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.bridge.internal.view.Totals;
import dev.tracker.bridge.internal.view.Trees;
import dev.tracker.core.cost.BudgetTable;
import dev.tracker.schemas.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what projects and trees have spent of their budgets, and how fast. Should only be used by one thread. */
final class Budgets {

    static final String PROJECT = "project";
    static final String TREE = "tree";

    private final BudgetTable table;
    private Map<String, Burn> burns = new HashMap<>();

    Budgets(BudgetTable table) {
        this.table = table;
    }

    /** Every project and tree that has a budget. Takes longer the more tasks there are: not for every second. */
    List<Budget> look(TaskTable tasks, Instant now) {
        List<Budget> budgets = new ArrayList<>();
        Map<String, Burn> used = new HashMap<>();
        tasks.read(() -> {
            for (Group project : tasks.projects()) {
                Usd budget = table.project(project.name);
                if (budget != null) {
                    budgets.add(budget(PROJECT, project.name, project.name, project.totals, budget, now, used));
                }
            }
            if (table.hasTrees()) {
                for (TaskRow root : roots(tasks)) {
                    Usd budget = table.tree(root.task.taskId);
                    if (budget != null) {
                        Totals totals = Trees.totals(Trees.of(tasks, root));
                        budgets.add(budget(TREE, root.task.projectId, root.task.taskId, totals, budget, now, used));
                    }
                }
            }
            return true;
        });
        burns = used;
        return budgets;
    }

    /** Also tasks that have no subtasks yet: they are trees of one. */
    private static List<TaskRow> roots(TaskTable tasks) {
        List<TaskRow> roots = Trees.roots(tasks);
        tasks.forEach(row -> {
            if (row.subtasks == 0 && tasks.parent(row) == null) {
                roots.add(row);
            }
        });
        return roots;
    }

    private Budget budget(
            String scope,
            String projectId,
            String name,
            Totals totals,
            Usd limit,
            Instant now,
            Map<String, Burn> used) {
        long nowMs = now.toEpochMilli();
        String key = scope + "/" + name;
        Burn burn = burns.getOrDefault(key, new Burn());
        used.put(key, burn);
        BigDecimal cost = totals.cost().toBigDecimal();
        burn.note(cost, nowMs);
        BigDecimal perMinute = burn.perMinute(cost, nowMs);
        BigDecimal budget = limit.toBigDecimal();
        return new Budget(
                scope,
                projectId,
                name,
                new Spending(
                        cost,
                        totals.estimated().toBigDecimal(),
                        budget,
                        perMinute,
                        Burn.reachedAt(cost, budget, perMinute, nowMs)),
                now);
    }
}
