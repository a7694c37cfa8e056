package dev.tracker.bridge.internal.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.bridge.internal.access.Grant;
import dev.tracker.bridge.internal.query.BadQueryException;
import dev.tracker.bridge.internal.query.Parameters;
import dev.tracker.bridge.internal.query.View;
import dev.tracker.bridge.internal.query.ViewSpec;
import dev.tracker.bridge.internal.query.WireEnums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What viewers say. */
final class ClientMessages {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final int BAD_REQUEST = 400;

    private final LiveViews views;

    ClientMessages(LiveViews views) {
        this.views = views;
    }

    /** Does what the message says; what is wrong with it the viewer is told. */
    void obey(Viewer viewer, byte[] message) {
        String id = null;
        try {
            JsonNode json = parse(message);
            id = id(json);
            String type = json.path("type").asText();
            switch (type) {
                case "subscribe" -> subscribe(viewer, id, json);
                case "unsubscribe" -> views.unsubscribe(viewer, id);
                default -> throw new BadQueryException("type must be subscribe or unsubscribe.");
            }
        } catch (BadQueryException e) {
            viewer.urgent(Messages.error(id, BAD_REQUEST, e.detail()));
        }
    }

    private static JsonNode parse(byte[] message) {
        try {
            JsonNode json = MAPPER.readTree(message);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new BadQueryException("The message is not JSON: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new BadQueryException("The message is not JSON.");
        }
        throw new BadQueryException("The message must be a JSON object.");
    }

    private static String id(JsonNode json) {
        String id = json.path("id").textValue();
        if (id == null || !ID.matcher(id).matches()) {
            throw new BadQueryException("id must have 1 to 32 letters, digits, - or _.");
        }
        return id;
    }

    private void subscribe(Viewer viewer, String id, JsonNode json) {
        Map<String, List<String>> values = new HashMap<>();
        json.properties().forEach(field -> {
            if (!field.getKey().equals("type") && !field.getKey().equals("id")) {
                values.put(field.getKey(), texts(field.getKey(), field.getValue()));
            }
        });
        Wanted wanted = wanted(viewer.grant(), id, json.path("view").asText(""), values);
        views.subscribe(viewer, wanted.spec(), wanted.position());
    }

    /**
     * A view that is asked for.
     *
     * @param position from which it shall go on, null for the beginning
     */
    record Wanted(ViewSpec spec, @Nullable String position) {}

    /** @throws BadQueryException if a value is wrong */
    static Wanted wanted(Grant grant, String name, String viewName, Map<String, List<String>> values) {
        View view = WireEnums.of(View.class, viewName, "view");
        Parameters parameters = new Parameters(values, ViewSpec.names(view));
        return new Wanted(ViewSpec.parse(name, view, grant, parameters), parameters.single("position"));
    }

    private static List<String> texts(String name, JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> texts.add(text(name, element)));
        } else {
            texts.add(text(name, value));
        }
        return texts;
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
            throw new BadQueryException(name + " must be a text, a whole number, true or false, or an array of such.");
        }
        return value.asText();
    }
}
