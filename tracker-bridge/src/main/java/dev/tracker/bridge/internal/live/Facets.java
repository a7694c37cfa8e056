package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.query.TaskFilter;
import dev.tracker.bridge.internal.query.WireEnums;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.core.Liveness;
import dev.tracker.schemas.TaskStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of a filtered list by value, each under all parts of the filter but its own: what one would get by choosing that value. For the live thread. */
final class Facets {

    private static final int MOST_VALUES = 20;

    private final TaskFilter filter;
    private final int[] byStatus = new int[TaskStatus.values().length];
    private final int[] byLiveness = new int[Liveness.values().length];
    private final Map<String, Integer> byProject = new HashMap<>();
    private final Map<String, Integer> byAgent = new HashMap<>();
    private boolean changed;

    Facets(TaskFilter filter) {
        this.filter = filter;
    }

    void clear() {
        java.util.Arrays.fill(byStatus, 0);
        java.util.Arrays.fill(byLiveness, 0);
        byProject.clear();
        byAgent.clear();
    }

    /**
     * Counts the row in or out.
     *
     * @param sign 1 or -1
     * @return whether it matches the whole filter
     */
    boolean count(TaskRow row, int sign) {
        int misses = filter.misses(row);
        if ((misses & ~TaskFilter.STATUS) == 0) {
            byStatus[row.task.status.ordinal()] += sign;
            changed = true;
        }
        if ((misses & ~TaskFilter.LIVENESS) == 0) {
            byLiveness[row.liveness.ordinal()] += sign;
            changed = true;
        }
        if ((misses & ~TaskFilter.PROJECT) == 0) {
            count(byProject, row.task.projectId, sign);
        }
        if ((misses & ~TaskFilter.AGENT) == 0) {
            count(byAgent, row.task.agentId, sign);
        }
        return misses == 0;
    }

    private void count(Map<String, Integer> counts, String value, int sign) {
        changed = true;
        counts.merge(value, sign, (a, b) -> a + b == 0 ? null : a + b);
    }

    /** Whether anything was counted since this was last asked. */
    boolean isChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    Map<String, Object> form() {
        Map<String, Object> form = new LinkedHashMap<>();
        Map<String, Integer> status = new LinkedHashMap<>();
        for (TaskStatus value : TaskStatus.values()) {
            status.put(value.wireName(), byStatus[value.ordinal()]);
        }
        form.put("status", status);
        Map<String, Integer> liveness = new LinkedHashMap<>();
        for (Liveness value : Liveness.values()) {
            liveness.put(WireEnums.name(value), byLiveness[value.ordinal()]);
        }
        form.put("liveness", liveness);
        form.put("project", mostFrequent(byProject));
        form.put("projects", byProject.size());
        form.put("agent", mostFrequent(byAgent));
        form.put("agents", byAgent.size());
        return form;
    }

    private static List<Map<String, Object>> mostFrequent(Map<String, Integer> counts) {
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        List<Map<String, Object>> values = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : entries.subList(0, Math.min(MOST_VALUES, entries.size()))) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("value", entry.getKey());
            value.put("count", entry.getValue());
            values.add(value);
        }
        return values;
    }
}
