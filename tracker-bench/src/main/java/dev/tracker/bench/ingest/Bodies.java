package dev.tracker.bench.ingest;

import com.google.protobuf.ByteString;
import dev.tracker.bench.workload.MadeWorkload;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is sent, made before the clock runs. Each call makes events with ids of their own. */
final class Bodies {

    private static final int SPANS_A_TRACE = 100;
    private static final long NANOS = 1_000_000L;

    /** Made events of usual size and mixture, each task's in order. */
    static List<ExecutionEvent> events(int count) {
        List<ExecutionEvent> events = new ArrayList<>(count);
        MadeWorkload.uniform().generate(count, events::add);
        return events;
    }

    /** These events as NDJSON, so many a body. */
    static List<byte[]> lines(List<ExecutionEvent> events, int batch) {
        List<byte[]> bodies = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < events.size(); i++) {
            body.writeBytes(EventEncoder.encode(events.get(i)));
            body.write('\n');
            if ((i + 1) % batch == 0 || i + 1 == events.size()) {
                bodies.add(body.toByteArray());
                body.reset();
            }
        }
        return bodies;
    }

    /** So many calls of a model as spans, a hundred a trace, none of them the root: each becomes one event, and each trace one more. */
    static List<byte[]> spans(int count, int batch) {
        List<byte[]> bodies = new ArrayList<>();
        ByteString trace = ByteString.EMPTY;
        for (int first = 0; first < count; first += batch) {
            ScopeSpans.Builder scope = ScopeSpans.newBuilder();
            for (int i = first; i < Math.min(count, first + batch); i++) {
                if (i % SPANS_A_TRACE == 0) {
                    UUID id = UUID.randomUUID();
                    trace = bytes(id.getMostSignificantBits(), id.getLeastSignificantBits());
                }
                scope.addSpans(span(trace, i));
            }
            bodies.add(ExportTraceServiceRequest.newBuilder()
                    .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                    .build()
                    .toByteArray());
        }
        return bodies;
    }

    private static Span span(ByteString trace, int number) {
        long end = System.currentTimeMillis() * NANOS;
        return Span.newBuilder()
                .setTraceId(trace)
                .setSpanId(bytes(number + 1L))
                .setParentSpanId(bytes(Long.MAX_VALUE))
                .setName("chat made-model-1")
                .setStartTimeUnixNano(end - 1_000 * NANOS)
                .setEndTimeUnixNano(end)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.provider.name", "made"))
                .addAttributes(text("gen_ai.request.model", "made-model-1"))
                .addAttributes(text("gen_ai.response.model", "made-model-1-2026"))
                .addAttributes(text("gen_ai.response.id", "chatcmpl-0123456789abcdef"))
                .addAttributes(number("gen_ai.usage.input_tokens", 8_000 + number % 1_000))
                .addAttributes(number("gen_ai.usage.output_tokens", 100 + number % 700))
                .build();
    }

    private static ByteString bytes(long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            buffer.putLong(number);
        }
        return ByteString.copyFrom(buffer.flip());
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private Bodies() {}
}
