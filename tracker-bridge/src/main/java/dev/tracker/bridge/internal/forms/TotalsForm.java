package dev.tracker.bridge.internal.forms;

import dev.tracker.bridge.internal.query.WireEnums;
import dev.tracker.bridge.internal.view.Totals;
import dev.tracker.schemas.TaskStatus;
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
        form.put("byStatus", totals.byStatus().byName(TaskStatus::wireName));
        form.put("byLiveness", totals.byLiveness().byName(WireEnums::name));
        form.put("cost", totals.cost().toBigDecimal());
        form.put("costEstimated", totals.estimated().toBigDecimal());
        form.put("tasksWithKnownCost", totals.tasksWithKnownCost());
    }

    private TotalsForm() {}
}
