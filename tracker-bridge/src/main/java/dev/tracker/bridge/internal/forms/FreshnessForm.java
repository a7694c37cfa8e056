package dev.tracker.bridge.internal.forms;

import dev.tracker.bridge.ViewHealth;
import dev.tracker.bridge.internal.view.TopicReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far what is shown can be trusted, as it is shown. */
public final class FreshnessForm {

    public static Map<String, @Nullable Object> of(TopicReader reader) {
        ViewHealth health = reader.health();
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("caughtUp", health.ready());
        form.put("fresh", health.fresh());
        form.put("confirmedAt", Times.text(health.confirmedAt()));
        form.put("judgedAt", reader.judgedAt().toString());
        form.put("lastRecordAt", Times.text(health.lastRecordAt()));
        form.put("trouble", health.trouble());
        return form;
    }

    private FreshnessForm() {}
}
