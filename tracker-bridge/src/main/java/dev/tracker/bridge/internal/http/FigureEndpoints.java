package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.ViewHealth;
import dev.tracker.bridge.internal.access.Scope;
import dev.tracker.bridge.internal.alerts.AlertsView;
import dev.tracker.bridge.internal.forms.FleetFigures;
import dev.tracker.bridge.internal.forms.JsonForms;
import dev.tracker.bridge.internal.forms.RollupForms;
import dev.tracker.bridge.internal.forms.Times;
import dev.tracker.bridge.internal.forms.TotalsForm;
import dev.tracker.bridge.internal.letters.DeadLetters;
import dev.tracker.bridge.internal.query.Rollup;
import dev.tracker.bridge.internal.view.Group;
import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.bridge.internal.view.Totals;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Counts and sums. */
final class FigureEndpoints {

    private final TopicReader reader;
    private final FleetFigures fleet;
    private final RollupForms rollups;
    private final DeadLetters deadLetters;
    private final AlertsView alerts;
    private final IntSupplier viewers;
    private final String topic;
    private final Clock clock;

    FigureEndpoints(
            TopicReader reader,
            FleetFigures fleet,
            RollupForms rollups,
            DeadLetters deadLetters,
            AlertsView alerts,
            IntSupplier viewers,
            String topic,
            Clock clock) {
        this.reader = reader;
        this.fleet = fleet;
        this.rollups = rollups;
        this.deadLetters = deadLetters;
        this.alerts = alerts;
        this.viewers = viewers;
        this.topic = topic;
        this.clock = clock;
    }

    void fleet(Exchange exchange) {
        Queries.parameters(exchange.request(), List.of());
        answer(exchange, fleet.of(exchange.grant().scope(), exchange.grant().seesDeadLetters()));
    }

    void rollups(Exchange exchange) {
        Rollup rollup = Rollup.parse(exchange.grant().scope(), Queries.parameters(exchange.request(), Rollup.NAMES));
        answer(exchange, rollups.of(rollup));
    }

    /** The time of the answer alone makes no new answer. */
    private static void answer(Exchange exchange, Map<String, @Nullable Object> form) {
        Map<String, @Nullable Object> timeless = new LinkedHashMap<>(form);
        timeless.remove("now");
        exchange.tagged(Etags.of(JsonForms.bytes(timeless)), "application/json", JsonForms.bytes(form));
    }

    void summary(Exchange exchange) {
        Queries.parameters(exchange.request(), List.of());
        Scope scope = exchange.grant().scope();
        ViewHealth health = reader.health();
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        TotalsForm.putCounts(form, totals(scope));
        form.put("ready", health.ready());
        form.put("fresh", health.fresh());
        form.put("lag", health.lag() < 0 || !scope.isAll() ? null : health.lag());
        form.put("lastRecordAt", Times.text(health.lastRecordAt()));
        form.put("confirmedAt", Times.text(health.confirmedAt()));
        form.put("unreadable", scope.isAll() ? health.unreadable() : null);
        form.put("topic", topic);
        form.put("viewers", scope.isAll() ? viewers.getAsInt() : null);
        form.put("now", clock.instant().toString());
        exchange.json(HttpStatus.OK_200, form);
    }

    private Totals totals(Scope scope) {
        TaskTable table = reader.table();
        return table.read(() -> {
            Totals totals = new Totals();
            for (Group project : table.projects()) {
                if (scope.sees(project.name)) {
                    totals.add(project.totals);
                }
            }
            return totals;
        });
    }

    void alerts(Exchange exchange) {
        Queries.parameters(exchange.request(), List.of());
        exchange.taggedJson(alerts.all(exchange.grant().scope()));
    }

    void deadLetters(Exchange exchange) {
        Queries.parameters(exchange.request(), List.of());
        if (!exchange.grant().seesDeadLetters()) {
            throw new Problem(403, "Dead letters belong to no project; this needs a token for all of them.");
        }
        exchange.taggedJson(deadLetters.form());
    }
}
