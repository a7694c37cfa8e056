package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.SnapshotView;
import dev.tracker.bridge.ViewHealth;
import dev.tracker.bridge.internal.push.Viewers;
import dev.tracker.core.Liveness;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.Usd;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Counts the fleet. */
final class SummaryEndpoint implements Endpoint {

    private final SnapshotView view;
    private final Viewers viewers;
    private final String topic;
    private final Clock clock;

    SummaryEndpoint(SnapshotView view, Viewers viewers, String topic, Clock clock) {
        this.view = view;
        this.viewers = viewers;
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public void answer(Exchange exchange) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        count(form);
        ViewHealth health = view.health();
        form.put("ready", health.ready());
        form.put("fresh", health.fresh());
        form.put("lag", health.lag() < 0 ? null : health.lag());
        form.put("lastRecordAt", text(health.lastRecordAt()));
        form.put("confirmedAt", text(health.confirmedAt()));
        form.put("unreadable", health.unreadable());
        form.put("topic", topic);
        form.put("viewers", viewers.size());
        form.put("now", clock.instant().toString());
        exchange.json(HttpStatus.OK_200, form);
    }

    private void count(Map<String, @Nullable Object> form) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        for (TaskStatus status : TaskStatus.values()) {
            byStatus.put(status.wireName(), 0L);
        }
        Map<String, Long> byLiveness = new LinkedHashMap<>();
        for (Liveness liveness : Liveness.values()) {
            byLiveness.put(TaskForms.wireName(liveness), 0L);
        }
        Instant now = view.judgementTime();
        Usd cost = Usd.ZERO;
        long tasks = 0;
        long costKnown = 0;
        for (TaskProgress task : view.all()) {
            tasks++;
            byStatus.merge(task.status().wireName(), 1L, Long::sum);
            byLiveness.merge(TaskForms.wireName(Liveness.of(task, now)), 1L, Long::sum);
            cost = cost.plus(task.cost().usd());
            costKnown += task.cost().usdKnown() ? 1 : 0;
        }
        form.put("tasks", tasks);
        form.put("byStatus", byStatus);
        form.put("byLiveness", byLiveness);
        form.put("cost", cost.toBigDecimal());
        form.put("tasksWithKnownCost", costKnown);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
