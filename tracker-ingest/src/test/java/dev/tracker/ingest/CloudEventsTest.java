package dev.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events in envelopes of CloudEvents 1.0. */
@ExtendWith(SharedIngest.class)
class CloudEventsTest {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private final String taskId = "cloud-" + UUID.randomUUID();
    private final UUID eventId = UUID.randomUUID();

    private String envelope(String id, String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"source\":\"/projects/shop/agents/a%20b\",\"subject\":\"" + taskId
                + "\",\"time\":\"2026-01-02T03:04:05Z\"," + more + "}";
    }

    @Test
    void shouldTakeWhatTheAttributesSayWhenTheDataLeaveItOut(TestIngest ingest) throws Exception {
        // When
        String data = "\"type\":\"dev.tracker.progress\",\"data\":{\"percent\":12.5}";
        HttpResponse<String> response =
                ingest.as(TestIngest.SHOP).events(STRUCTURED, envelope(eventId.toString(), data));

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        ExecutionEvent.Progress event =
                (ExecutionEvent.Progress) ingest.eventsOf(taskId).get(0);
        EventEnvelope envelope = event.envelope();
        assertThat(event.percent()).isEqualTo(12.5);
        assertThat(envelope.eventId()).isEqualTo(eventId);
        assertThat(envelope.projectId()).isEqualTo("shop");
        assertThat(envelope.agentId()).isEqualTo("a b");
        assertThat(envelope.timestamp()).hasToString("2026-01-02T03:04:05Z");
    }

    @Test
    void shouldBelieveTheDataWhenTheAttributesSayOtherwise(TestIngest ingest) throws Exception {
        String data = "\"type\":\"dev.tracker.log\",\"data\":{\"agentId\":\"c\",\"type\":\"heartbeat\",\"taskId\":\""
                + taskId + "\",\"seq\":3}";
        ingest.as(TestIngest.OPERATOR).events(STRUCTURED, envelope("x", data));

        ExecutionEvent event = ingest.eventsOf(taskId).get(0);
        assertThat(event).isInstanceOf(ExecutionEvent.Heartbeat.class);
        assertThat(event.envelope().agentId()).isEqualTo("c");
        assertThat(event.envelope().seq()).isEqualTo(3);
    }

    @Test
    void shouldMakeTheSameIdEachTimeWhenItIsNoUuid(TestIngest ingest) throws Exception {
        // Given
        String one = envelope("order 7", "\"type\":\"dev.tracker.heartbeat\"");
        String base64 = Base64.getEncoder().encodeToString("{\"message\":\"hi\"}".getBytes(StandardCharsets.UTF_8));
        String other = envelope("order 8", "\"type\":\"dev.tracker.log\",\"data_base64\":\"" + base64 + "\"");

        // When
        HttpResponse<String> batch = ingest.as(TestIngest.OPERATOR).events(BATCH, "[" + one + "," + other + "]");
        HttpResponse<String> again = ingest.as(TestIngest.OPERATOR).events(BATCH, "[" + one + "," + other + "]");

        // Then
        assertThat(EventsTest.counts(Sender.json(batch))).containsExactly(2, 0, 0, 0);
        assertThat(EventsTest.counts(Sender.json(again))).containsExactly(0, 2, 0, 0);
        List<ExecutionEvent> events = ingest.eventsOf(taskId);
        assertThat(events).hasSize(2);
        assertThat(events.get(0).envelope().eventId().version()).isEqualTo(5);
        assertThat(events.get(1).envelope().message()).isEqualTo("hi");
    }

    @Test
    void shouldReadTheAttributesFromHeadersWhenTheModeIsBinary(TestIngest ingest) throws Exception {
        String[] headers = {
            "ce-specversion", "1.0",
            "ce-id", eventId.toString(),
            "ce-source", "/ci",
            "ce-type", "dev.tracker.error",
            "ce-subject", taskId + "%20%C3%A9"
        };
        HttpResponse<String> response =
                ingest.as(TestIngest.SHOP).events(Sender.JSON, "{\"agentId\":\"a\",\"error\":\"boom\"}", headers);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<ExecutionEvent> events = ingest.eventsOf(taskId + " é");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).envelope().eventId()).isEqualTo(eventId);
        assertThat(events.get(0).envelope().projectId()).isEqualTo("shop");
        assertThat(((ExecutionEvent.ErrorReport) events.get(0)).error()).isEqualTo("boom");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\"} | MISSING_FIELD",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} | UNSUPPORTED_VERSION",
                "{\"specversion\":\"1.0\",\"id\":1,\"source\":\"s\",\"type\":\"t\"} | WRONG_TYPE",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} | DUPLICATE_FIELD",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"com.acme.order\",\"subject\":\"t\",\"data\":{\"agentId\":\"a\"}} | UNKNOWN_TYPE",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"dev.tracker.log\",\"data\":\"text\"} | WRONG_TYPE",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"dev.tracker.log\",\"data_base64\":\"*\"} | WRONG_TYPE",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"dev.tracker.log\",\"datacontenttype\":\"text/xml\",\"data\":{}} | WRONG_TYPE",
                "{\"specversion\":\"1.0\" | MALFORMED_JSON",
                "[] | WRONG_TYPE",
            })
    void shouldRefuseItWhenTheEnvelopeIsBad(String envelope, String code, TestIngest ingest) throws Exception {
        HttpResponse<String> response = ingest.as(TestIngest.OPERATOR).events(STRUCTURED, envelope);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode result = Sender.json(response).path("results").path(0);
        assertThat(result.path("code").asText()).as(response.body()).isEqualTo(code);
    }
}
