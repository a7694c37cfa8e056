package dev.tracker.bridge.internal.forms;

import dev.tracker.bridge.internal.access.Scope;
import dev.tracker.bridge.internal.view.Group;
import dev.tracker.bridge.internal.view.RecentLag;
import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.bridge.internal.view.Totals;
import dev.tracker.schemas.Usd;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Figures of all that someone may see. Safe for use by many threads. */
public final class FleetFigures {

    private static final int MINUTE = 60;
    private static final int SHORT_WHILE = 10;
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;

    private final TopicReader reader;
    private final IntSupplier viewers;
    private final LongSupplier deadLetters;
    private final Function<Scope, Map<String, @Nullable Object>> alerts;
    private final Clock clock;

    /**
     * @param deadLetters how many there are; negative if that is not known
     * @param alerts the latest alerts, and how budgets stand
     */
    public FleetFigures(
            TopicReader reader,
            IntSupplier viewers,
            LongSupplier deadLetters,
            Function<Scope, Map<String, @Nullable Object>> alerts,
            Clock clock) {
        this.reader = reader;
        this.viewers = viewers;
        this.deadLetters = deadLetters;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Only what the scope shows, and nothing that tells of the rest. */
    public Map<String, @Nullable Object> of(Scope scope, boolean seesDeadLetters) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        TaskTable table = reader.table();
        long now = clock.millis();
        table.read(() -> {
            putTotals(form, table, scope, now);
            return true;
        });
        form.putAll(alerts.apply(scope));
        form.put("freshness", FreshnessForm.of(reader));
        long letters = deadLetters.getAsLong();
        form.put("deadLetters", seesDeadLetters && letters >= 0 ? letters : null);
        form.put("viewers", scope.isAll() ? viewers.getAsInt() : null);
        form.put("now", clock.instant().toString());
        return form;
    }

    private static void putTotals(Map<String, @Nullable Object> form, TaskTable table, Scope scope, long now) {
        Totals totals = new Totals();
        RecentLag lag = new RecentLag();
        long cost = 0;
        long events = 0;
        long changes = 0;
        for (Group project : table.projects()) {
            if (scope.sees(project.name)) {
                totals.add(project.totals);
                cost += project.cost.last(MINUTE, now);
                events += project.traffic.events.last(SHORT_WHILE, now);
                changes += project.traffic.changes.last(SHORT_WHILE, now);
                project.traffic.lag.addTo(lag, now);
            }
        }
        TotalsForm.put(form, totals);
        form.put("costPerMinute", new Usd(cost).toBigDecimal());
        form.put("eventsPerSecond", (double) events / SHORT_WHILE);
        form.put("changesPerSecond", (double) changes / SHORT_WHILE);
        form.put(
                "lagMs",
                lag.isEmpty()
                        ? null
                        : Map.of("p50", lag.percentile(MEDIAN), "p99", lag.percentile(NEARLY_ALL), "max", lag.max()));
    }
}
