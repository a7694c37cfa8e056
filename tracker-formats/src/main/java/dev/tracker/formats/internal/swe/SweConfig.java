package dev.tracker.formats.internal.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.JsonFiles;
import dev.tracker.formats.support.TaskTitle;
import dev.tracker.schemas.Usd;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a run from its beginning. The configuration is a document within a string, in older versions absent.
 *
 * @param title what is to be done
 * @param model which model does it
 * @param maxCost how much it may cost
 */
record SweConfig(
        @Nullable String title,
        @Nullable String model,
        @Nullable Usd maxCost) {

    static SweConfig of(JsonNode document) {
        String replay = Fields.text(document, "replay_config");
        JsonNode config = replay == null ? null : JsonFiles.embedded(replay);
        JsonNode model = config == null
                ? MissingNode.getInstance()
                : config.path("agent").path("model");
        Usd limit = Fields.usd(model, "per_instance_cost_limit");
        boolean isLimited = limit != null && limit.compareTo(Usd.ZERO) > 0;
        return new SweConfig(title(document.path("history")), Fields.text(model, "name"), isLimited ? limit : null);
    }

    /** Demonstrations, which come first, are of other tasks. */
    private static @Nullable String title(JsonNode history) {
        for (JsonNode message : history) {
            boolean isDemo = message.path("is_demo").asBoolean(false)
                    || message.path("tags").toString().contains("demo");
            if (Fields.text(message, "role", "").equals("user") && !isDemo) {
                return TaskTitle.of(Fields.content(message.path("content")));
            }
        }
        return null;
    }
}
