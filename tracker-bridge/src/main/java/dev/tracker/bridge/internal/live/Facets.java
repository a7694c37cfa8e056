package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.query.TaskFilter;
import dev.tracker.bridge.internal.query.WireEnums;
import dev.tracker.bridge.internal.view.EnumCounts;
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
    private final EnumCounts<TaskStatus> byStatus = new EnumCounts<>(TaskStatus.class);
    private final EnumCounts<Liveness> byLiveness = new EnumCounts<>(Liveness.class);
    private final Map<String, Integer> byProject = new HashMap<>();
    private final Map<String, Integer> byAgent = new HashMap<>();
    private boolean changed;

    Facets(TaskFilter filter) {
        this.filter = filter;
    }

    void clear() {
        byStatus.clear();
        byLiveness.clear();
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
            byStatus.add(row.task.status, sign);
            changed = true;
        }
        if ((misses & ~TaskFilter.LIVENESS) == 0) {
            byLiveness.add(row.liveness, sign);
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
        form.put("status", byStatus.byName(TaskStatus::wireName));
        form.put("liveness", byLiveness.byName(WireEnums::name));
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
