package dev.tracker.bridge.internal.push;

import dev.tracker.bridge.SnapshotView;
import dev.tracker.bridge.ViewHealth;
import dev.tracker.bridge.internal.JsonForms;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages beside the tasks' own. Their {@code type} is not {@code progress}, so that simple clients pass over them. */
final class ControlMessages {

    private final SnapshotView view;
    private final Clock clock;

    ControlMessages(SnapshotView view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    /** The snapshot has been sent: so many tasks of so many. */
    String ready(int sent, int known) {
        Map<String, @Nullable Object> form = health("ready");
        form.put("sent", sent);
        form.put("tasks", known);
        return text(form);
    }

    /** How fresh everything is. Sent every few seconds, so that silence means trouble on the way. */
    String status() {
        Map<String, @Nullable Object> form = health("status");
        form.put("tasks", view.size());
        return text(form);
    }

    /** Forget everything: a new snapshot follows, whose versions may be lower. */
    static String reset() {
        return text(Map.of("type", "reset"));
    }

    static byte[] removed(String taskId) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "removed");
        form.put("taskId", taskId);
        return JsonForms.bytes(form);
    }

    private Map<String, @Nullable Object> health(String type) {
        ViewHealth health = view.health();
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("type", type);
        form.put("now", clock.instant().toString());
        form.put("caughtUp", health.ready());
        form.put("fresh", health.fresh());
        form.put("confirmedAt", text(health.confirmedAt()));
        form.put("judgedAt", view.judgementTime().toString());
        form.put("lag", health.lag() < 0 ? null : health.lag());
        form.put("lastRecordAt", text(health.lastRecordAt()));
        form.put("trouble", health.trouble());
        return form;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String text(Object form) {
        return new String(JsonForms.bytes(form), StandardCharsets.UTF_8);
    }
}
