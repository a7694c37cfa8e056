package dev.tracker.cli.way;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task as an agent with OpenTelemetry would tell it: calls as spans, each sent when it has ended, the run itself last. */
final class SpanWay {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ROOT = 1;

    private final String traceId;
    private final ArrayNode spans = JSON.arrayNode();
    private Instant begun = Instant.EPOCH;
    private Instant now = Instant.EPOCH;
    private String title = "run";
    private @Nullable String lastError;

    /** @param events all of one task */
    static JsonNode export(List<ExecutionEvent> events) {
        ExecutionEvent first = events.get(0);
        String task = first.envelope().taskId();
        SpanWay way = new SpanWay(task);
        events.forEach(way::add);
        ArrayNode attributes = JSON.arrayNode();
        attributes.add(attribute("service.name", first.envelope().agentId()));
        attributes.add(attribute("tracker.task.id", task));
        attributes.add(attribute("tracker.project.id", first.envelope().projectId()));
        ObjectNode resource = JSON.objectNode();
        resource.putObject("resource").set("attributes", attributes);
        resource.putArray("scopeSpans").addObject().set("spans", way.spans);
        ObjectNode export = JSON.objectNode();
        export.putArray("resourceSpans").add(resource);
        return export;
    }

    private SpanWay(String task) {
        traceId = UUID.nameUUIDFromBytes(task.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private void add(ExecutionEvent event) {
        Instant at = event.envelope().timestamp();
        now = at == null ? now : at;
        if (event instanceof ExecutionEvent.Start start) {
            begun = now;
            title = start.title() == null ? title : start.title();
        } else if (event instanceof ExecutionEvent.Cost cost) {
            ArrayNode attributes = span("chat " + cost.model(), spans.size() + 2, now, now);
            attributes.add(attribute("gen_ai.operation.name", "chat"));
            if (cost.model() != null) {
                attributes.add(attribute("gen_ai.response.model", cost.model()));
            }
            attributes.add(attribute(
                    "gen_ai.usage.input_tokens",
                    cost.tokens().input()
                            + cost.tokens().cacheRead()
                            + cost.tokens().cacheWrite()));
            attributes.add(attribute("gen_ai.usage.output_tokens", cost.tokens().output()));
            attributes.add(attribute(
                    "gen_ai.usage.cache_read.input_tokens", cost.tokens().cacheRead()));
            attributes.add(attribute(
                    "gen_ai.usage.cache_creation.input_tokens", cost.tokens().cacheWrite()));
        } else if (event instanceof ExecutionEvent.Action action) {
            Instant from = action.durationMs() < 0 ? now : now.minusMillis(action.durationMs());
            ArrayNode attributes = span("execute_tool " + action.action(), spans.size() + 2, from, now);
            attributes.add(attribute("gen_ai.operation.name", "execute_tool"));
            attributes.add(attribute("gen_ai.tool.name", action.action()));
            if (action.target() != null) {
                attributes.add(attribute(
                        "gen_ai.tool.call.arguments",
                        JSON.objectNode().put("path", action.target()).toString()));
            }
            if (Boolean.FALSE.equals(action.success())) {
                fail("");
            }
        } else if (event instanceof ExecutionEvent.ErrorReport error) {
            lastError = error.error();
        } else if (event instanceof ExecutionEvent.Complete complete) {
            span(title, ROOT, begun, now).add(attribute("gen_ai.operation.name", "invoke_agent"));
            if (complete.outcome() != Outcome.SUCCESS) {
                fail(lastError == null ? "" : lastError);
            }
        }
    }

    /** @return its attributes */
    private ArrayNode span(String name, int number, Instant from, Instant to) {
        ObjectNode span = spans.addObject()
                .put("traceId", traceId)
                .put("spanId", "%016x".formatted(number))
                .put("name", name)
                .put("startTimeUnixNano", nanos(from))
                .put("endTimeUnixNano", nanos(to));
        if (number != ROOT) {
            span.put("parentSpanId", "%016x".formatted(ROOT));
        }
        return span.putArray("attributes");
    }

    private void fail(String message) {
        ((ObjectNode) spans.get(spans.size() - 1))
                .putObject("status")
                .put("code", 2)
                .put("message", message);
    }

    private static String nanos(Instant time) {
        return "%d%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    private static ObjectNode attribute(String key, String value) {
        ObjectNode attribute = JSON.objectNode().put("key", key);
        attribute.putObject("value").put("stringValue", value);
        return attribute;
    }

    private static ObjectNode attribute(String key, long value) {
        ObjectNode attribute = JSON.objectNode().put("key", key);
        attribute.putObject("value").put("intValue", Long.toString(value));
        return attribute;
    }
}
