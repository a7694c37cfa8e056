package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.alerts.AlertSettings;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.bridge.internal.alerts.Alert.Delivery;
import dev.tracker.bridge.internal.alerts.TaskRules.Finding;
import dev.tracker.bridge.internal.alerts.TaskRules.Findings;
import dev.tracker.bridge.internal.view.Change;
import dev.tracker.bridge.internal.view.TaskColumns;
import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.schemas.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the tasks and says which alerts are new, from the moment at which this instance decides. Changes nothing: what it proposes counts once it is in the book. Should
 * only be used by one thread.
 */
final class Decisions {

    private final AlertSettings settings;
    private final Set<AlertKind> raised;
    private final TaskRules rules;
    private final AlertBook book;
    private final Map<String, Burn> burns = new HashMap<>();

    /** Tasks to look at again although they have not changed: of a trouble that is too young, or an alert that had to wait. */
    private Set<String> again = new HashSet<>();

    private @Nullable TaskTable table;

    Decisions(AlertSettings settings, AlertBook book) {
        this.settings = settings;
        this.raised = settings.raised();
        this.rules = new TaskRules(settings.timing().hold());
        this.book = book;
    }

    /**
     * What is new of single tasks.
     *
     * @param shown the table; another one than before is looked at as a whole
     * @param judgedAt the time at which liveness is judged
     * @param now the time of the alerts
     * @param room how many alerts may be raised at most
     */
    List<Alert> look(TaskTable shown, Instant judgedAt, Instant now, int room) {
        Map<String, TaskRow> due = shown.read(() -> due(shown));
        Set<String> later = new HashSet<>();
        List<Alert> alerts = new ArrayList<>();
        Map<String, Integer> spoken = new HashMap<>();
        for (TaskRow row : due.values()) {
            noteBurn(row.task, now);
            Findings findings = rules.of(row, judgedAt.toEpochMilli());
            boolean waits = findings.mayFollow();
            for (Finding finding : findings.found()) {
                if (isNew(finding, now)) {
                    String taskId = row.task.taskId;
                    int before = book.ofLastHour(taskId, now) + spoken.getOrDefault(taskId, 0);
                    if (alerts.size() < room && before < settings.timing().perTaskAndHour()) {
                        alerts.add(alert(row.task, finding, now));
                        spoken.merge(taskId, 1, Integer::sum);
                    } else {
                        waits = true;
                    }
                }
            }
            if (waits) {
                later.add(row.task.taskId);
            }
        }
        again = later;
        return alerts;
    }

    private Map<String, TaskRow> due(TaskTable shown) {
        Map<String, TaskRow> due = new LinkedHashMap<>();
        if (shown != table) {
            table = shown;
            shown.drain();
            shown.forEach(row -> due.put(row.task.taskId, row));
            return due;
        }
        for (Change change : shown.drain()) {
            if (change.after() != null) {
                due.put(change.after().task.taskId, change.after());
            } else {
                burns.remove(change.any().task.taskId);
            }
        }
        for (String taskId : again) {
            TaskRow row = shown.find(taskId);
            if (row != null) {
                due.put(taskId, row);
            }
        }
        return due;
    }

    private boolean isNew(Finding finding, Instant now) {
        Instant since = book.since(finding.kind());
        return raised.contains(finding.kind())
                && since != null
                && !finding.became().isBefore(since)
                && !finding.became().isBefore(now.minus(settings.timing().lookback()))
                && !book.knows(finding.key());
    }

    private void noteBurn(TaskColumns task, Instant now) {
        if (task.budget == TaskColumns.NO_BUDGET || task.status.isTerminal()) {
            burns.remove(task.taskId);
        } else {
            burns.computeIfAbsent(task.taskId, id -> new Burn())
                    .note(new Usd(task.cost).toBigDecimal(), now.toEpochMilli());
        }
    }

    private Alert alert(TaskColumns task, Finding finding, Instant now) {
        Spending spending = task.budget == TaskColumns.NO_BUDGET ? null : spending(task, now);
        String subject = task.title == null ? task.taskId : task.title;
        return new Alert(
                finding.key(),
                finding.kind(),
                "task",
                task.projectId,
                task.taskId,
                task.agentId,
                task.title,
                task.attempt,
                finding.since(),
                now,
                AlertTexts.of(finding.kind(), subject, task.status.wireName(), finding.since(), now, spending),
                spending,
                receivers(finding.kind(), task.projectId));
    }

    private Spending spending(TaskColumns task, Instant now) {
        BigDecimal cost = new Usd(task.cost).toBigDecimal();
        BigDecimal budget = new Usd(task.budget).toBigDecimal();
        Burn burn = burns.get(task.taskId);
        BigDecimal perMinute = burn == null ? null : burn.perMinute(cost, now.toEpochMilli());
        return new Spending(
                cost,
                new Usd(task.costEstimated).toBigDecimal(),
                budget,
                perMinute,
                Burn.reachedAt(cost, budget, perMinute, now.toEpochMilli()));
    }

    /** What is new of projects and trees. */
    List<Alert> look(List<Budget> budgets, Instant now) {
        List<Alert> alerts = new ArrayList<>();
        for (Budget budget : budgets) {
            AlertKind kind = kind(budget.spending());
            if (kind != null && raised.contains(kind)) {
                String key = kind.wireName() + "/" + budget.scope() + "/"
                        + budget.spending().budget().toPlainString() + "/" + budget.name();
                if (!book.knows(key)) {
                    alerts.add(alert(budget, kind, key, now));
                }
            }
        }
        return alerts;
    }

    private static @Nullable AlertKind kind(Spending spending) {
        if (spending.cost().compareTo(spending.budget()) >= 0) {
            return AlertKind.BUDGET_100;
        }
        BigDecimal most = spending.budget().multiply(BigDecimal.valueOf(8)).movePointLeft(1);
        return spending.cost().compareTo(most) >= 0 ? AlertKind.BUDGET_80 : null;
    }

    private Alert alert(Budget budget, AlertKind kind, String key, Instant now) {
        boolean isTree = budget.scope().equals(Budgets.TREE);
        String subject = (isTree ? "tree of " : "project ") + budget.name();
        return new Alert(
                key,
                kind,
                budget.scope(),
                budget.projectId(),
                isTree ? budget.name() : null,
                null,
                null,
                0,
                now,
                now,
                AlertTexts.of(kind, subject, "", now, now, budget.spending()),
                budget.spending(),
                receivers(kind, budget.projectId()));
    }

    private Map<String, Delivery> receivers(AlertKind kind, String projectId) {
        Map<String, Delivery> receivers = new LinkedHashMap<>();
        for (Webhook webhook : settings.webhooks()) {
            if (webhook.wants(kind, projectId)) {
                receivers.put(webhook.name(), Delivery.PENDING);
            }
        }
        return receivers;
    }
}
