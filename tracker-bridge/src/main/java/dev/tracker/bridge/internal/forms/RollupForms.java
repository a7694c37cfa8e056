package dev.tracker.bridge.internal.forms;

import dev.tracker.bridge.internal.query.Grouping;
import dev.tracker.bridge.internal.query.Rollup;
import dev.tracker.bridge.internal.query.WireEnums;
import dev.tracker.bridge.internal.view.Group;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.bridge.internal.view.Totals;
import dev.tracker.bridge.internal.view.Trees;
import dev.tracker.schemas.Usd;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sums by project, agent or tree as they are shown, the largest cost first. Safe for use by many threads. */
public final class RollupForms {

    private static final int MINUTE = 60;
    private static final Comparator<Line> LARGEST_FIRST =
            Comparator.comparing(Line::cost).reversed().thenComparing(Line::key);

    private final TopicReader reader;
    private final Clock clock;

    /** A group before it is written, so that only those that are shown are. */
    private static final class Line {

        private final String key;
        private final Totals totals = new Totals();
        private final Map<String, @Nullable Object> further = new LinkedHashMap<>();
        private long perMinute;

        Line(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        BigDecimal cost() {
            return totals.cost().toBigDecimal();
        }
    }

    public RollupForms(TopicReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    public Map<String, @Nullable Object> of(Rollup rollup) {
        TaskTable table = reader.table();
        List<Line> lines =
                table.read(() -> rollup.by() == Grouping.TREE ? trees(table, rollup) : groups(table, rollup));
        lines.sort(LARGEST_FIRST);
        List<Map<String, @Nullable Object>> groups = new ArrayList<>();
        for (Line line : lines.subList(0, Math.min(rollup.limit(), lines.size()))) {
            Map<String, @Nullable Object> form = new LinkedHashMap<>();
            form.put("key", line.key);
            TotalsForm.put(form, line.totals);
            if (rollup.by() != Grouping.TREE) {
                form.put("costPerMinute", new Usd(line.perMinute).toBigDecimal());
            }
            form.putAll(line.further);
            groups.add(form);
        }
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("by", WireEnums.name(rollup.by()));
        form.put("groups", groups);
        form.put("total", lines.size());
        form.put("now", clock.instant().toString());
        return form;
    }

    private List<Line> groups(TaskTable table, Rollup rollup) {
        long now = clock.millis();
        Map<String, Line> lines = new HashMap<>();
        for (Group project : table.projects()) {
            if (!rollup.scope().sees(project.name) || !isWanted(rollup.projects(), project.name)) {
                continue;
            }
            for (Group agent : project.agents.values()) {
                if (isWanted(rollup.agents(), agent.name)) {
                    Line line = lines.computeIfAbsent(
                            rollup.by() == Grouping.PROJECT ? project.name : agent.name, Line::new);
                    line.totals.add(agent.totals);
                    line.perMinute += agent.cost.last(MINUTE, now);
                }
            }
        }
        return new ArrayList<>(lines.values());
    }

    private static List<Line> trees(TaskTable table, Rollup rollup) {
        List<Line> lines = new ArrayList<>();
        for (TaskRow root : Trees.roots(table)) {
            if (rollup.scope().sees(root.task.projectId)
                    && isWanted(rollup.projects(), root.task.projectId)
                    && isWanted(rollup.agents(), root.task.agentId)) {
                Line line = new Line(root.task.taskId);
                Trees.of(table, root).forEach(node -> line.totals.add(node.row()));
                line.further.put("projectId", root.task.projectId);
                line.further.put("title", root.task.title);
                line.further.put("ownCost", new Usd(root.task.cost).toBigDecimal());
                lines.add(line);
            }
        }
        return lines;
    }

    private static boolean isWanted(Set<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
