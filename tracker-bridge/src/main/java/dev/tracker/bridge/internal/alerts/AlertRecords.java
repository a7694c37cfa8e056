package dev.tracker.bridge.internal.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.internal.alerts.Alert.Delivery;
import dev.tracker.bridge.internal.forms.JsonForms;
import dev.tracker.bridge.internal.query.WireEnums;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the topic of alerts holds, as JSON: alerts, budgets (key {@code budget/...}), and for each kind since when it is watched (key {@code since/...}). The form of an
 * alert is also what webhooks and the API give, there without the receivers.
 */
public final class AlertRecords {

    static final String BUDGET = "budget/";
    static final String SINCE = "since/";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** As everybody may see it. */
    public static Map<String, @Nullable Object> form(Alert alert) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("id", alert.id());
        form.put("kind", alert.kind().wireName());
        form.put("scope", alert.scope());
        form.put("projectId", alert.projectId());
        form.put("taskId", alert.taskId());
        form.put("agentId", alert.agentId());
        form.put("title", alert.title());
        form.put("attempt", alert.attempt());
        form.put("since", alert.since().toString());
        form.put("at", alert.at().toString());
        form.put("text", alert.text());
        if (alert.spending() != null) {
            put(form, alert.spending());
        }
        return form;
    }

    public static Map<String, @Nullable Object> form(Budget budget) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("scope", budget.scope());
        form.put("projectId", budget.projectId());
        form.put("name", budget.name());
        put(form, budget.spending());
        form.put("at", budget.at().toString());
        return form;
    }

    private static void put(Map<String, @Nullable Object> form, Spending spending) {
        form.put("cost", spending.cost());
        form.put("costEstimated", spending.estimated());
        form.put("budget", spending.budget());
        form.put("costPerMinute", spending.perMinute());
        form.put(
                "reachedAt",
                spending.reachedAt() == null ? null : spending.reachedAt().toString());
    }

    static byte[] write(Alert alert) {
        Map<String, @Nullable Object> form = form(alert);
        Map<String, String> receivers = new LinkedHashMap<>();
        alert.receivers().forEach((name, delivery) -> receivers.put(name, WireEnums.name(delivery)));
        form.put("receivers", receivers);
        return JsonForms.bytes(form);
    }

    static byte[] write(Budget budget) {
        return JsonForms.bytes(form(budget));
    }

    static byte[] write(Instant since) {
        return JsonForms.bytes(Map.of("since", since.toString()));
    }

    /** @throws IllegalArgumentException if it is none of {@link #write}'s */
    public static Alert alert(String key, byte[] value) {
        JsonNode json = read(value);
        AlertKind kind = AlertKind.ofWireName(text(json, "kind"));
        if (kind == null) {
            throw new IllegalArgumentException("unknown kind of alert");
        }
        Map<String, Delivery> receivers = new LinkedHashMap<>();
        json.path("receivers")
                .properties()
                .forEach(entry -> receivers.put(
                        entry.getKey(),
                        Delivery.valueOf(entry.getValue().asText().toUpperCase(Locale.ROOT))));
        return new Alert(
                key,
                kind,
                text(json, "scope"),
                text(json, "projectId"),
                json.path("taskId").textValue(),
                json.path("agentId").textValue(),
                json.path("title").textValue(),
                json.path("attempt").intValue(),
                time(json, "since"),
                time(json, "at"),
                text(json, "text"),
                json.has("budget") ? spending(json) : null,
                receivers);
    }

    /** @throws IllegalArgumentException if it is none of {@link #write}'s */
    public static Budget budget(byte[] value) {
        JsonNode json = read(value);
        Spending spending = spending(json);
        if (spending.budget().signum() <= 0) {
            throw new IllegalArgumentException("budget must be more than 0");
        }
        return new Budget(text(json, "scope"), text(json, "projectId"), text(json, "name"), spending, time(json, "at"));
    }

    static Instant since(byte[] value) {
        return time(read(value), "since");
    }

    private static Spending spending(JsonNode json) {
        return new Spending(
                amount(json, "cost"),
                amount(json, "costEstimated"),
                amount(json, "budget"),
                json.path("costPerMinute").isNumber() ? amount(json, "costPerMinute") : null,
                json.path("reachedAt").isTextual() ? time(json, "reachedAt") : null);
    }

    private static JsonNode read(byte[] value) {
        try {
            return MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not readable", e);
        }
    }

    private static String text(JsonNode json, String name) {
        String text = json.path(name).textValue();
        if (text == null) {
            throw new IllegalArgumentException("no field " + name);
        }
        return text;
    }

    private static Instant time(JsonNode json, String name) {
        try {
            return Instant.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a time", e);
        }
    }

    private static BigDecimal amount(JsonNode json, String name) {
        if (!json.path(name).isNumber()) {
            throw new IllegalArgumentException(name + " must be a number");
        }
        return json.path(name).decimalValue();
    }

    private AlertRecords() {}
}
