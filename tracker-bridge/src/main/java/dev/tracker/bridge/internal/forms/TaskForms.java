package dev.tracker.bridge.internal.forms;

import dev.tracker.bridge.internal.query.Form;
import dev.tracker.bridge.internal.query.WireEnums;
import dev.tracker.bridge.internal.view.TaskColumns;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.core.Projections;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.Usd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms in which a task is shown, with what can only be said at the moment of looking. */
public final class TaskForms {

    /** As {@code form} says. */
    public static Map<String, @Nullable Object> of(TaskRow row, Form form) {
        return switch (form) {
            case ROW -> row(row);
            case DASHBOARD -> dashboard(row, row.task.decoded());
            case FULL -> full(row);
        };
    }

    /** What a list needs. */
    private static Map<String, @Nullable Object> row(TaskRow row) {
        TaskColumns task = row.task;
        TaskProgress all = task.decoded();
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("taskId", task.taskId);
        form.put("projectId", task.projectId);
        form.put("agentId", task.agentId);
        form.put("parentTaskId", task.parentTaskId);
        form.put("title", task.title);
        form.put("status", task.status.wireName());
        form.put("liveness", WireEnums.name(row.liveness));
        form.put("attempt", task.attempt);
        form.put("iteration", task.iteration);
        form.put("maxIterations", all.maxIterations());
        form.put("progress", task.percent);
        form.put("criteriaVerified", task.criteriaVerified);
        form.put("criteriaTotal", task.criteriaTotal);
        form.put("cost", new Usd(task.cost).toBigDecimal());
        form.put("costKnown", task.costKnown);
        form.put("costEstimated", new Usd(task.costEstimated).toBigDecimal());
        form.put("maxCost", task.budget == TaskColumns.NO_BUDGET ? null : new Usd(task.budget).toBigDecimal());
        form.put("overBudget", task.isOverBudget());
        form.put("model", all.cost().model());
        form.put("files", all.files().entries().size() + all.files().unlisted());
        form.put("errors", task.errors);
        form.put("missing", all.emitters().missing());
        form.put("subtasks", row.subtasks);
        List<LogEntry> logs = all.logs();
        form.put("lastLog", logs.isEmpty() ? null : logs.get(logs.size() - 1).message());
        form.put("startedAt", Times.text(all.clocks().startedAt()));
        form.put("completedAt", Times.text(all.clocks().completedAt()));
        form.put("lastHeardAt", Times.text(all.clocks().lastHeardAt()));
        form.put("lastAdvancedAt", Times.text(all.clocks().lastAdvancedAt()));
        form.put("allowanceMs", task.allowance);
        form.put("waiting", task.waiting);
        form.put("version", task.version);
        return form;
    }

    private static Map<String, @Nullable Object> dashboard(TaskRow row, TaskProgress task) {
        Map<String, @Nullable Object> form = Projections.toDashboard(task);
        form.put("liveness", WireEnums.name(row.liveness));
        return form;
    }

    /** Everything that is known of the task. */
    private static Map<String, @Nullable Object> full(TaskRow row) {
        Map<String, @Nullable Object> form = Projections.toFull(row.task.decoded());
        form.put("liveness", WireEnums.name(row.liveness));
        form.put("subtasks", row.subtasks);
        return form;
    }

    private TaskForms() {}
}
