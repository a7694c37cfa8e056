package dev.tracker.core;

import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.TaskProgress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which a task is shown: names and shapes of the first, Python, {@code ProgressTracker}, as plain maps that any JSON library writes. Times
 * are RFC 3339 in UTC, {@code time} in a log is HH:mm:ss in UTC.
 */
public final class Projections {

    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int GRAPH_LOGS = 5;

    /** The dashboard form; the fields after {@code completedAt} are additions to the first one's. */
    public static Map<String, @Nullable Object> toDashboard(TaskProgress progress) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("taskId", progress.taskId());
        form.put("agentId", progress.agentId());
        form.put("status", progress.status().wireName());
        form.put("iteration", progress.iteration());
        form.put("maxIterations", progress.maxIterations());
        form.put("progress", progress.percent());
        form.put("criteriaVerified", progress.criteria().verified());
        form.put("criteriaTotal", progress.criteria().total());
        form.put("filesCreated", progress.files().created());
        form.put("filesModified", progress.files().modified());
        form.put("cost", progress.cost().usd().toBigDecimal());
        form.put("logs", logs(progress.logs()));
        form.put("startedAt", text(progress.clocks().startedAt()));
        form.put("completedAt", text(progress.clocks().completedAt()));
        addFurther(form, progress);
        return form;
    }

    private static void addFurther(Map<String, @Nullable Object> form, TaskProgress progress) {
        CostTotals cost = progress.cost();
        form.put("version", progress.version());
        form.put("projectId", progress.projectId());
        form.put("parentTaskId", progress.parentTaskId());
        form.put("title", progress.title());
        form.put("attempt", progress.attempt());
        form.put("costKnown", cost.usdKnown());
        form.put("costEstimated", cost.usdEstimated().toBigDecimal());
        form.put("maxCost", cost.budget() == null ? null : cost.budget().toBigDecimal());
        form.put("model", cost.model());
        form.put("inputTokens", cost.tokens().input());
        form.put("outputTokens", cost.tokens().output());
        form.put("cacheReadTokens", cost.tokens().cacheRead());
        form.put("cacheWriteTokens", cost.tokens().cacheWrite());
        form.put("unlistedFiles", progress.files().unlisted());
        form.put("actions", progress.counters().actions());
        form.put("failedActions", progress.counters().failedActions());
        form.put("errors", progress.counters().errors());
        form.put("duplicates", progress.counters().duplicates());
        form.put("late", progress.counters().late());
        form.put("missing", progress.emitters().missing());
        form.put("waiting", progress.clocks().waiting());
        form.put("lastHeardAt", text(progress.clocks().lastHeardAt()));
        form.put("lastAdvancedAt", text(progress.clocks().lastAdvancedAt()));
        form.put("allowanceMs", Liveness.allowance(progress.clocks()).toMillis());
    }

    /** The dashboard form and everything else that is known: criteria with their evidence, files, the log with full times, counters, clocks, position. */
    public static Map<String, @Nullable Object> toFull(TaskProgress progress) {
        Map<String, @Nullable Object> form = toDashboard(progress);
        FullForm.addTo(form, progress);
        return form;
    }

    /** The agent-control panel's form. */
    public static Map<String, @Nullable Object> toGraphUi(TaskProgress progress) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        CostTotals cost = progress.cost();
        form.put("sessionId", "sess_" + progress.taskId());
        form.put("iteration", progress.iteration());
        form.put("maxIterations", progress.maxIterations());
        form.put("cost", cost.usd().toBigDecimal());
        form.put("maxCost", cost.budget() == null ? null : cost.budget().toBigDecimal());
        form.put("progress", progress.percent());
        form.put("criteria", criteria(progress));
        List<LogEntry> logs = progress.logs();
        form.put("logs", logs(logs.subList(Math.max(0, logs.size() - GRAPH_LOGS), logs.size())));
        form.put("status", progress.status().wireName());
        return form;
    }

    private static List<Map<String, Object>> criteria(TaskProgress progress) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (CriterionState entry : progress.criteria().entries()) {
            while (progress.criteria().declared() > 0 && list.size() < entry.index()) {
                list.add(criterion(CriterionState.unverified(list.size(), null)));
            }
            list.add(criterion(entry));
        }
        while (list.size() < progress.criteria().declared()) {
            list.add(criterion(CriterionState.unverified(list.size(), null)));
        }
        return list;
    }

    private static Map<String, Object> criterion(CriterionState entry) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("text", entry.text() == null ? "Criterion " + (entry.index() + 1) : entry.text());
        form.put("status", entry.verified() ? "pass" : "pending");
        return form;
    }

    private static List<Map<String, String>> logs(List<LogEntry> entries) {
        List<Map<String, String>> list = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("time", TIME_OF_DAY.format(entry.at()));
            form.put("message", entry.message());
            list.add(form);
        }
        return list;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private Projections() {}
}
