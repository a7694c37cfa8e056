package dev.tracker.bridge.internal.forms;

import dev.tracker.bridge.internal.query.WireEnums;
import dev.tracker.bridge.internal.view.Totals;
import dev.tracker.core.Liveness;
import dev.tracker.schemas.TaskStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums as they are shown. */
public final class TotalsForm {

    public static void put(Map<String, @Nullable Object> form, Totals totals) {
        putCounts(form, totals);
        form.put("progress", totals.progress());
        form.put("criteriaVerified", totals.criteriaVerified());
        form.put("criteriaTotal", totals.criteriaTotal());
        form.put("maxCost", totals.budget().toBigDecimal());
        form.put("tasksWithBudget", totals.tasksWithBudget());
        form.put("overBudget", totals.overBudget());
        form.put("inputTokens", totals.inputTokens());
        form.put("outputTokens", totals.outputTokens());
        form.put("cacheReadTokens", totals.cacheReadTokens());
        form.put("cacheWriteTokens", totals.cacheWriteTokens());
        form.put("errors", totals.errors());
    }

    /** The counts and the cost alone. */
    public static void putCounts(Map<String, @Nullable Object> form, Totals totals) {
        form.put("tasks", totals.tasks());
        Map<String, Long> byStatus = new LinkedHashMap<>();
        for (TaskStatus status : TaskStatus.values()) {
            byStatus.put(status.wireName(), totals.of(status));
        }
        form.put("byStatus", byStatus);
        Map<String, Long> byLiveness = new LinkedHashMap<>();
        for (Liveness liveness : Liveness.values()) {
            byLiveness.put(WireEnums.name(liveness), totals.of(liveness));
        }
        form.put("byLiveness", byLiveness);
        form.put("cost", totals.cost().toBigDecimal());
        form.put("tasksWithKnownCost", totals.tasksWithKnownCost());
    }

    private TotalsForm() {}
}
