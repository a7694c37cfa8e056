package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.internal.access.Scope;
import dev.tracker.bridge.internal.reading.TopicFollower;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The latest alerts and how budgets stand, as the topic of alerts tells it; for people who look. Safe for use by many threads. */
public final class AlertsView implements TopicFollower.Followed {

    private static final int MOST = 500;
    private static final int MOST_IN_FIGURES = 5;
    private static final int MOST_BUDGETS_IN_FIGURES = 10;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Comparator<Budget> MOST_SPENT_FIRST = Comparator.<Budget, BigDecimal>comparing(
                    budget -> budget.spending().cost().divide(budget.spending().budget(), MathContext.DECIMAL32))
            .reversed()
            .thenComparing(Budget::key);

    private final Clock clock;

    /** The oldest first. */
    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    private final Map<String, Budget> budgets = new TreeMap<>();
    private boolean isComplete;

    public AlertsView(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void clear() {
        alerts.clear();
        budgets.clear();
        isComplete = false;
    }

    @Override
    public synchronized void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (key.startsWith(AlertRecords.BUDGET)) {
                if (record.value() == null) {
                    budgets.remove(key);
                } else {
                    budgets.put(key, AlertRecords.budget(record.value()));
                }
            } else if (record.value() == null) {
                alerts.remove(key);
            } else if (!key.startsWith(AlertRecords.SINCE)) {
                alerts.put(key, AlertRecords.alert(key, record.value()));
                dropOldest();
            }
        } catch (IllegalArgumentException e) {
            // What the alerts role can't read, it says; here it only does not show.
            alerts.remove(key);
        }
    }

    private void dropOldest() {
        if (alerts.size() > MOST) {
            Iterator<Alert> oldest = alerts.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public synchronized void complete(boolean nowComplete) {
        isComplete = nowComplete;
    }

    /** All that is known, the latest alerts first. */
    public synchronized Map<String, @Nullable Object> all(Scope scope) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("complete", isComplete);
        form.put("alerts", visible(scope).stream().map(AlertRecords::form).toList());
        form.put("budgets", budgets(scope).stream().map(AlertRecords::form).toList());
        return form;
    }

    /** What fits into the figures of the fleet. */
    public synchronized Map<String, @Nullable Object> latest(Scope scope) {
        List<Alert> visible = visible(scope);
        Instant yesterday = clock.instant().minus(DAY);
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put(
                "alertsOfLastDay",
                visible.stream().filter(alert -> alert.at().isAfter(yesterday)).count());
        form.put(
                "alerts",
                visible.stream().limit(MOST_IN_FIGURES).map(AlertRecords::form).toList());
        form.put(
                "budgets",
                budgets(scope).stream()
                        .limit(MOST_BUDGETS_IN_FIGURES)
                        .map(AlertRecords::form)
                        .toList());
        return form;
    }

    private List<Alert> visible(Scope scope) {
        List<Alert> visible = new ArrayList<>();
        for (Alert alert : alerts.values()) {
            if (scope.sees(alert.projectId())) {
                visible.add(alert);
            }
        }
        visible.sort(Comparator.comparing(Alert::at).reversed().thenComparing(Alert::key));
        return visible;
    }

    private List<Budget> budgets(Scope scope) {
        return budgets.values().stream()
                .filter(budget -> scope.sees(budget.projectId()))
                .sorted(MOST_SPENT_FIRST)
                .toList();
    }
}
