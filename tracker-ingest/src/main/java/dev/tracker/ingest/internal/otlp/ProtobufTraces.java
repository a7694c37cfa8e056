package dev.tracker.ingest.internal.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracker.ingest.internal.Problem;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads {@code ExportTraceServiceRequest} in its binary form. */
final class ProtobufTraces {

    /** @throws Problem if it is none, or holds more spans than that */
    static Spans read(byte[] body, int most) {
        ExportTraceServiceRequest request;
        try {
            request = ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new Problem(400, "The body is no ExportTraceServiceRequest: " + e.getMessage());
        }
        Spans spans = new Spans(most);
        for (ResourceSpans source : request.getResourceSpansList()) {
            Map<String, Object> resource = attributes(source.getResource().getAttributesList());
            for (ScopeSpans scope : source.getScopeSpansList()) {
                for (io.opentelemetry.proto.trace.v1.Span span : scope.getSpansList()) {
                    spans.add(span(span, resource));
                }
            }
        }
        return spans;
    }

    private static Span span(io.opentelemetry.proto.trace.v1.Span span, Map<String, Object> resource) {
        return new Span(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                span.getParentSpanId().isEmpty(),
                span.getName(),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                resource,
                attributes(span.getAttributesList()),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                span.getStatus().getMessage());
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static Map<String, Object> attributes(List<KeyValue> pairs) {
        Map<String, Object> attributes = new HashMap<>();
        pairs.forEach(pair -> attributes.put(pair.getKey(), value(pair.getValue())));
        return attributes;
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE -> {
                List<Object> list = new ArrayList<>();
                value.getArrayValue().getValuesList().forEach(item -> list.add(value(item)));
                yield list;
            }
            case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
            // Nothing that we look at comes as bytes, or in ways that are newer than this.
            default -> "";
        };
    }

    private ProtobufTraces() {}
}
