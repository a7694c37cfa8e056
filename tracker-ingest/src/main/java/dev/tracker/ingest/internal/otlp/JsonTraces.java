package dev.tracker.ingest.internal.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.ingest.internal.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code ExportTraceServiceRequest} in the JSON form of OTLP: as protobuf's own, but ids in hexadecimal digits; 64-bit numbers come as texts or as
 * numbers; unknown fields are passed over.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">JSON Protobuf Encoding</a>
 */
final class JsonTraces {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int STATUS_ERROR = 2;

    /** @throws Problem if it is none, or holds more spans than that */
    static Spans read(byte[] body, int most) {
        JsonNode request;
        try {
            request = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Problem(400, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Problem(400, "The body is not JSON.");
        }
        if (!request.isObject()) {
            throw new Problem(400, "The body is no ExportTraceServiceRequest: it must be a JSON object.");
        }
        Spans spans = new Spans(most);
        for (JsonNode source : request.path("resourceSpans")) {
            Map<String, Object> resource = attributes(source.path("resource").path("attributes"));
            for (JsonNode scope : source.path("scopeSpans")) {
                for (JsonNode span : scope.path("spans")) {
                    spans.add(span(span, resource));
                }
            }
        }
        return spans;
    }

    private static Span span(JsonNode span, Map<String, Object> resource) {
        JsonNode status = span.path("status");
        JsonNode code = status.path("code");
        return new Span(
                Spans.id(text(span.path("traceId"))),
                Spans.id(text(span.path("spanId"))),
                text(span.path("parentSpanId")).isEmpty(),
                text(span.path("name")),
                span.path("startTimeUnixNano").asLong(),
                span.path("endTimeUnixNano").asLong(),
                resource,
                attributes(span.path("attributes")),
                code.asInt() == STATUS_ERROR || text(code).equals("STATUS_CODE_ERROR"),
                text(status.path("message")));
    }

    private static Map<String, Object> attributes(JsonNode pairs) {
        Map<String, Object> attributes = new HashMap<>();
        for (JsonNode pair : pairs) {
            attributes.put(text(pair.path("key")), value(pair.path("value")));
        }
        return attributes;
    }

    private static Object value(JsonNode value) {
        if (value.has("stringValue")) {
            return text(value.path("stringValue"));
        }
        if (value.has("intValue")) {
            return value.path("intValue").asLong();
        }
        if (value.has("doubleValue")) {
            return value.path("doubleValue").asDouble();
        }
        if (value.has("boolValue")) {
            return value.path("boolValue").asBoolean();
        }
        if (value.has("kvlistValue")) {
            return attributes(value.path("kvlistValue").path("values"));
        }
        List<Object> list = new ArrayList<>();
        value.path("arrayValue").path("values").forEach(item -> list.add(value(item)));
        return list;
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "" : node.asText();
    }

    private JsonTraces() {}
}
