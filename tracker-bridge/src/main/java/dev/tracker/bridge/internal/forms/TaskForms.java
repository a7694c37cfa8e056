package dev.tracker.bridge.internal.forms;

import dev.tracker.bridge.internal.query.Form;
import dev.tracker.bridge.internal.query.WireEnums;
import dev.tracker.bridge.internal.view.TaskColumns;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.core.Projections;
import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.FileEntry;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.Usd;
import java.util.ArrayList;
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
        TaskProgress task = row.task.decoded();
        Map<String, @Nullable Object> form = dashboard(row, task);
        form.put("startSeen", task.startSeen());
        form.put("reportedPercent", task.reportedPercent());
        form.put("criteriaDeclared", task.criteria().declared());
        form.put("criteria", criteria(task.criteria()));
        form.put("files", files(task.files().entries()));
        form.put("log", log(task.logs()));
        form.put("applied", task.counters().applied());
        form.put("fenced", task.counters().fenced());
        form.put("rejected", task.counters().rejected());
        form.put("transientErrors", task.counters().transientErrors());
        form.put("emitters", task.emitters().cursors().size());
        form.put("heard", task.clocks().heard());
        form.put("rhythmMs", task.clocks().rhythmMs());
        form.put("expectedSilenceMs", task.clocks().expectedSilenceMs());
        form.put("skewMs", task.clocks().skewMs());
        form.put("subtasks", row.subtasks);
        form.put("position", position(task));
        return form;
    }

    /** Every declared criterion has an entry, also one that nothing is known of yet. */
    private static List<Map<String, @Nullable Object>> criteria(Criteria criteria) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        int next = 0;
        for (CriterionState entry : criteria.entries()) {
            for (; next < entry.index() && criteria.declared() > 0; next++) {
                list.add(criterion(CriterionState.unverified(next, null)));
            }
            list.add(criterion(entry));
            next = entry.index() + 1;
        }
        for (; next < criteria.declared(); next++) {
            list.add(criterion(CriterionState.unverified(next, null)));
        }
        return list;
    }

    private static Map<String, @Nullable Object> criterion(CriterionState entry) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("index", entry.index());
        form.put("text", entry.text());
        form.put("verified", entry.verified());
        form.put("evidence", entry.evidence() == null ? null : entry.evidence().wireName());
        return form;
    }

    private static List<Map<String, Object>> files(List<FileEntry> entries) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (FileEntry entry : entries) {
            list.add(Map.of("path", entry.path(), "created", entry.created()));
        }
        return list;
    }

    private static List<Map<String, String>> log(List<LogEntry> entries) {
        List<Map<String, String>> list = new ArrayList<>();
        for (LogEntry entry : entries) {
            list.add(Map.of("at", entry.at().toString(), "message", entry.message()));
        }
        return list;
    }

    private static Map<String, Object> position(TaskProgress task) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("partition", task.position().partition());
        form.put("offset", task.position().offset());
        form.put("appendedAt", task.position().appendedAt().toString());
        return form;
    }

    private TaskForms() {}
}
