package dev.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.Usd;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenTelemetry's traces. */
@ExtendWith(SharedIngest.class)
class TracesTest {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final long EPOCH = 1_760_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final String traceId = UUID.randomUUID().toString().replace("-", "");

    /** A span of that number, begun and ended so many seconds after the trace. */
    private Span.Builder span(int number, int parent, String name, int from, int to) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(traceId)))
                .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("%016x".formatted(number))))
                .setName(name)
                .setStartTimeUnixNano(EPOCH + from * SECOND)
                .setEndTimeUnixNano(EPOCH + to * SECOND)
                .addAttributes(text("gen_ai.operation.name", name.split(" ", 2)[0]));
        if (parent > 0) {
            span.setParentSpanId(ByteString.copyFrom(HexFormat.of().parseHex("%016x".formatted(parent))));
        }
        return span;
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

    private static byte[] request(List<KeyValue> resource, Span.Builder... spans) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        Arrays.stream(spans).forEach(scope::addSpans);
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAllAttributes(resource))
                        .addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    private static byte[] request(Span.Builder... spans) {
        return request(List.of(text("service.name", "tutor")), spans);
    }

    private Span.Builder chat() {
        return span(3, 1, "chat gpt-x", 1, 4)
                .addAttributes(text("gen_ai.request.model", "gpt-x"))
                .addAttributes(text("gen_ai.response.model", "gpt-x-2026"))
                .addAttributes(number("gen_ai.usage.input_tokens", 1_000))
                .addAttributes(number("gen_ai.usage.cache_read.input_tokens", 700))
                .addAttributes(number("gen_ai.usage.output_tokens", 50));
    }

    private Span.Builder tool(int number, String name) {
        return span(number, 1, "execute_tool " + name, 5, 7)
                .addAttributes(text("gen_ai.tool.name", name))
                .addAttributes(text("gen_ai.tool.call.arguments", "{\"path\":\"src/a.py\",\"old\":\"x\"}"));
    }

    private Span.Builder agent() {
        return span(1, 0, "invoke_agent Tutor", 0, 9).addAttributes(text("gen_ai.agent.name", "Tutor"));
    }

    @Test
    void shouldEstimateTheCostOfACallWhenItsModelHasAPrice(TestIngest ingest) throws Exception {
        // When
        ingest.as(TestIngest.OPERATOR)
                .binary(
                        "/v1/traces",
                        PROTOBUF,
                        request(span(3, 1, "chat", 1, 4)
                                .addAttributes(text("gen_ai.request.model", "priced-model"))
                                .addAttributes(number("gen_ai.usage.input_tokens", 1_000))
                                .addAttributes(number("gen_ai.usage.output_tokens", 100))));

        // Then
        TaskProgress task = ingest.foldOf(traceId);
        assertThat(task.cost().usd()).isEqualTo(Usd.of(0.003));
        assertThat(task.cost().usdEstimated()).isEqualTo(Usd.of(0.003));
    }

    @Test
    void shouldTellARunWhileItGoesOnWhenChildrenComeFirst(TestIngest ingest) throws Exception {
        // When the children have ended and the root has not
        HttpResponse<byte[]> first =
                ingest.as(TestIngest.OPERATOR).binary("/v1/traces", PROTOBUF, request(chat(), tool(4, "edit")));

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
        assertThat(ExportTraceServiceResponse.parseFrom(first.body()).hasPartialSuccess())
                .isFalse();
        TaskProgress running = ingest.foldOf(traceId);
        assertThat(running.status()).isEqualTo(TaskStatus.IN_PROGRESS);
        assertThat(running.agentId()).isEqualTo("tutor");
        assertThat(running.cost().tokens().input()).isEqualTo(300);
        assertThat(running.cost().tokens().cacheRead()).isEqualTo(700);
        assertThat(running.cost().tokens().output()).isEqualTo(50);
        assertThat(running.cost().model()).isEqualTo("gpt-x-2026");
        assertThat(running.cost().usdKnown()).isFalse();
        assertThat(running.files().entries()).extracting(it -> it.path()).containsExactly("src/a.py");

        // When it has ended
        ingest.as(TestIngest.OPERATOR).binary("/v1/traces", PROTOBUF, request(agent()));

        // Then
        TaskProgress ended = ingest.foldOf(traceId);
        assertThat(ended.status()).isEqualTo(TaskStatus.COMPLETE);
        assertThat(ended.agentId()).isEqualTo("Tutor");
        assertThat(ended.title()).isEqualTo("invoke_agent Tutor");
        assertThat(ended.counters().late()).isZero();
    }

    @Test
    void shouldChangeNothingWhenAnExportIsSentAgain(TestIngest ingest) throws Exception {
        byte[] request = request(agent(), tool(4, "read"), chat());
        ingest.as(TestIngest.OPERATOR).binary("/v1/traces", PROTOBUF, request);
        List<ExecutionEvent> once = ingest.eventsOf(traceId);

        HttpResponse<String> again = ingest.as(TestIngest.OPERATOR)
                .post("/v1/traces", PROTOBUF, Sender.gzip(request), "Content-Encoding", "gzip");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(ingest.eventsOf(traceId)).isEqualTo(once);
        assertThat(once)
                .extracting(ExecutionEvent::type)
                .containsExactly(EventType.START, EventType.COST, EventType.ACTION, EventType.COMPLETE);
    }

    @Test
    void shouldTellErrorsWhenCallsFail(TestIngest ingest) throws Exception {
        Status.Builder error =
                Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("no such file");
        byte[] request = request(
                chat().addAttributes(text("error.type", "429")),
                tool(4, "edit").setStatus(error),
                span(5, 1, "invoke_agent Helper", 2, 3).addAttributes(text("gen_ai.agent.name", "Helper")),
                agent().setStatus(error).addAttributes(text("error.type", "ValueError")));

        ingest.as(TestIngest.OPERATOR).binary("/v1/traces", PROTOBUF, request);

        List<ExecutionEvent> events = ingest.eventsOf(traceId);
        assertThat(events)
                .filteredOn(ExecutionEvent.ErrorReport.class::isInstance)
                .extracting(it -> ((ExecutionEvent.ErrorReport) it).error())
                .containsExactly("429", "ValueError: no such file");
        TaskProgress task = ingest.foldOf(traceId);
        assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(task.counters().failedActions()).isEqualTo(1);
        assertThat(task.files().entries()).isEmpty();
        assertThat(events)
                .filteredOn(ExecutionEvent.Action.class::isInstance)
                .extracting(it -> ((ExecutionEvent.Action) it).action())
                .containsExactlyInAnyOrder("delegate", "edit");
    }

    @Test
    void shouldReadTheSameWhenItComesAsJson(TestIngest ingest) throws Exception {
        // Given
        String json =
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"tracker.task.id\",\"value\":{\"stringValue\":\""
                        + "nightly-" + traceId
                        + "\"}},{\"key\":\"tracker.project.id\",\"value\":{\"stringValue\":\"shop\"}},"
                        + "{\"key\":\"tracker.attempt\",\"value\":{\"intValue\":2}}]},"
                        + "\"scopeSpans\":[{\"scope\":{\"name\":\"x\"},\"spans\":[{\"traceId\":\""
                        + traceId.toUpperCase(Locale.ROOT)
                        + "\",\"spanId\":\"00000000000000AB\",\"name\":\"chat m\",\"kind\":3,\"startTimeUnixNano\":\""
                        + EPOCH
                        + "\",\"endTimeUnixNano\":" + (EPOCH + SECOND)
                        + ",\"newField\":{},\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}},"
                        + "{\"key\":\"gen_ai.usage.input_tokens\",\"value\":{\"intValue\":\"12\"}}],\"status\":{\"code\":2,\"message\":\"bad\"}}]}]}]}";

        // When
        HttpResponse<String> response =
                ingest.as(TestIngest.SHOP).post("/v1/traces", Sender.JSON, json.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        TaskProgress task = ingest.foldOf("nightly-" + traceId);
        assertThat(task.projectId()).isEqualTo("shop");
        assertThat(task.attempt()).isEqualTo(2);
        assertThat(task.cost().tokens().input()).isEqualTo(12);
        assertThat(task.counters().errors()).isEqualTo(1);
        assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(ingest.eventsOf("nightly-" + traceId).get(0).envelope().timestamp())
                .hasToString("2025-10-09T08:53:20Z");
    }

    @Test
    void shouldEndTheTaskWhenItsRootIsARequestAroundTheAgent(TestIngest ingest) throws Exception {
        // Given the child comes in an export of its own
        ingest.as(TestIngest.OPERATOR).binary("/v1/traces", PROTOBUF, request(chat()));
        Span.Builder server = span(1, 0, "POST /ask", 0, 9).clearAttributes();
        Span.Builder query = span(2, 1, "SELECT", 2, 3).clearAttributes();

        // When
        HttpResponse<byte[]> response =
                ingest.as(TestIngest.OPERATOR).binary("/v1/traces", PROTOBUF, request(server, query));

        // Then
        assertThat(ExportTraceServiceResponse.parseFrom(response.body()).hasPartialSuccess())
                .isFalse();
        assertThat(ingest.foldOf(traceId).status()).isEqualTo(TaskStatus.COMPLETE);
        assertThat(ingest.foldOf(traceId).title()).isEqualTo("POST /ask");
    }

    @Test
    void shouldCountAndSayWhenSpansAreNotAgentsOrCannotBeRead(TestIngest ingest) throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ingest.ingest().metrics().bindTo(registry);
        double before = unmapped(registry);

        // When none means anything to us
        ExportTraceServiceResponse unmapped = ExportTraceServiceResponse.parseFrom(ingest.as(TestIngest.OPERATOR)
                .binary("/v1/traces", PROTOBUF, request(span(1, 0, "GET", 0, 1).clearAttributes()))
                .body());
        // And when one has no id, and one is of a foreign project
        ExportTraceServiceResponse refused = ExportTraceServiceResponse.parseFrom(ingest.as(TestIngest.SHOP)
                .binary(
                        "/v1/traces",
                        PROTOBUF,
                        request(
                                chat(),
                                tool(5, "x").clearSpanId(),
                                tool(6, "y").addAttributes(text("tracker.project.id", "bank"))))
                .body());

        // Then
        assertThat(unmapped.getPartialSuccess().getRejectedSpans()).isZero();
        assertThat(unmapped.getPartialSuccess().getErrorMessage()).contains("none of these 1 spans");
        assertThat(unmapped(registry) - before).isEqualTo(1);
        assertThat(refused.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
        assertThat(refused.getPartialSuccess().getErrorMessage()).contains("spanId");
        assertThat(ingest.foldOf(traceId).projectId()).isEqualTo("shop");
    }

    private static double unmapped(SimpleMeterRegistry registry) {
        return registry.get("tracker.ingest.spans")
                .tag("outcome", "unmapped")
                .functionCounter()
                .count();
    }

    @Test
    void shouldAnswerWithAStatusInTheSameNotationWhenItIsNoExport(TestIngest ingest) throws Exception {
        Sender sender = ingest.as(TestIngest.OPERATOR);
        HttpResponse<byte[]> protobuf =
                sender.binary("/v1/traces", PROTOBUF, new byte[] {(byte) 0xff, (byte) 0xff, 1, 2});
        assertThat(protobuf.statusCode()).isEqualTo(400);
        CodedInputStream status = CodedInputStream.newInstance(protobuf.body());
        status.readTag();
        assertThat(status.readInt32()).isEqualTo(3);
        status.readTag();
        assertThat(status.readString()).contains("ExportTraceServiceRequest");

        List<String> bad = new ArrayList<>(List.of("[]", "{\"resourceSpans\":", "nonsense"));
        for (String body : bad) {
            HttpResponse<String> json = sender.post("/v1/traces", Sender.JSON, body.getBytes(StandardCharsets.UTF_8));
            assertThat(json.statusCode()).as(body).isEqualTo(400);
            JsonNode form = Sender.json(json);
            assertThat(form.path("code").asInt()).isEqualTo(3);
            assertThat(form.path("message").asText()).isNotBlank();
        }
        assertThat(sender.post("/v1/traces", "text/plain", new byte[0]).statusCode())
                .isEqualTo(415);
    }
}
