package dev.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Usd;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is sent and taken. */
@ExtendWith(SharedIngest.class)
class EventsTest {

    private final String taskId = "events-" + UUID.randomUUID();

    private String event(String type, String more) {
        return Sender.event(taskId, type, more);
    }

    @Test
    void shouldAnswerWithThePlaceInTheLogWhenKafkaHasTheEvent(TestIngest ingest) throws Exception {
        // Given
        String json = event("progress", "\"percent\":40,\"newer\":{\"field\":[1]}");

        // When
        HttpResponse<String> response = ingest.as(TestIngest.OPERATOR).events(Sender.JSON, json);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = Sender.json(response);
        assertThat(counts(body)).containsExactly(1, 0, 0, 0);
        JsonNode result = body.path("results").path(0);
        List<ConsumerRecord<byte[], byte[]>> records = ingest.recordsOf(taskId);
        assertThat(records).hasSize(1);
        assertThat(result.path("status").asText()).isEqualTo("accepted");
        assertThat(result.path("partition").asInt()).isEqualTo(records.get(0).partition());
        assertThat(result.path("offset").isTextual()).isTrue();
        assertThat(result.path("offset").asLong()).isEqualTo(records.get(0).offset());
        // Also what this version does not know of
        assertThat(new String(records.get(0).value(), StandardCharsets.UTF_8)).isEqualTo(json);
        assertThat(records.get(0).headers().lastHeader("ce_type").value())
                .isEqualTo("dev.tracker.progress".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldEstimateACostAndSaySoWhenItHasTokensAndNoAmount(TestIngest ingest) throws Exception {
        // Given
        String tokens = "\"inputTokens\":1000,\"outputTokens\":100,\"model\":\"priced-model\"";
        String time = ",\"timestamp\":\"2026-03-01T00:00:00Z\"";
        String silent = event("cost", tokens + time + ",\"newer\":[1]");
        String reported = event("cost", tokens + time + ",\"usd\":0");
        String timeless = event("cost", tokens);

        // When
        HttpResponse<String> response = ingest.as(TestIngest.OPERATOR)
                .events(Sender.JSON, "[" + silent + "," + reported + "," + timeless + "]");

        // Then
        JsonNode results = Sender.json(response).path("results");
        assertThat(results.path(0).path("filled").toString()).isEqualTo("[\"usd\",\"usdEstimated\"]");
        assertThat(results.path(1).has("filled")).isFalse();
        assertThat(results.path(2).has("filled")).isFalse();
        List<ExecutionEvent.Cost> costs = ingest.eventsOf(taskId).stream()
                .map(ExecutionEvent.Cost.class::cast)
                .toList();
        assertThat(costs).extracting(ExecutionEvent.Cost::usd).containsExactly(Usd.of(0.003), Usd.ZERO, null);
        assertThat(costs).extracting(ExecutionEvent.Cost::usdEstimated).containsExactly(true, false, false);
        assertThat(new String(ingest.recordsOf(taskId).get(0).value(), StandardCharsets.UTF_8))
                .contains("\"newer\":[1]");
    }

    @Test
    void shouldKeepTheOrderWhenThereAreMany(TestIngest ingest) throws Exception {
        // Given
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(event("iteration", "\"iteration\":" + i));
        }

        // When
        HttpResponse<String> array = ingest.as(TestIngest.OPERATOR)
                .events("application/json; charset=UTF-8", "[" + String.join(" ,\n", events.subList(0, 100)) + "]");
        HttpResponse<String> lines = ingest.as(TestIngest.OPERATOR)
                .events("application/x-ndjson", String.join("\r\n\n", events.subList(100, 200)) + "\n");
        HttpResponse<String> gzip = ingest.as(TestIngest.OPERATOR)
                .post(
                        "/v1/events",
                        "application/x-ndjson",
                        Sender.gzip(String.join("\n", events.subList(200, 300)).getBytes(StandardCharsets.UTF_8)),
                        "Content-Encoding",
                        "gzip");

        // Then
        for (HttpResponse<String> response : List.of(array, lines, gzip)) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(counts(Sender.json(response))).containsExactly(100, 0, 0, 0);
        }
        assertThat(ingest.eventsOf(taskId))
                .extracting(it -> ((ExecutionEvent.Iteration) it).iteration())
                .isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void shouldSendItOnceWhenItComesAgain(TestIngest ingest) throws Exception {
        // Given
        String json = event("cost", "\"usd\":0.5");
        JsonNode first = Sender.json(ingest.as(TestIngest.OPERATOR).events(Sender.JSON, json));

        // When it comes again, in another notation, and twice at once
        String inOtherOrder = "{\"usd\":0.50," + json.substring(1, json.lastIndexOf(',')) + "}";
        HttpResponse<String> again =
                ingest.as(TestIngest.OPERATOR).events(Sender.JSON, "[" + inOtherOrder + "," + json + "]");
        String fresh = event("cost", "\"usd\":0.25");
        HttpResponse<String> twice =
                ingest.as(TestIngest.OPERATOR).events("application/x-ndjson", fresh + "\n" + fresh);

        // Then
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(counts(Sender.json(again))).containsExactly(0, 2, 0, 0);
        assertThat(Sender.json(again).path("results").path(0).path("offset"))
                .isEqualTo(first.path("results").path(0).path("offset"));
        assertThat(counts(Sender.json(twice))).containsExactly(1, 1, 0, 0);
        assertThat(ingest.foldOf(taskId).cost().usd().toString()).isEqualTo("0.75");
    }

    @Test
    void shouldRefuseItWhenItsIdIsThatOfAnother(TestIngest ingest) throws Exception {
        String json = event("log", "\"message\":\"first\"");
        ingest.as(TestIngest.OPERATOR).events(Sender.JSON, json);

        HttpResponse<String> other = ingest.as(TestIngest.OPERATOR).events(Sender.JSON, json.replace("first", "other"));

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(Sender.json(other).path("results").path(0).path("code").asText())
                .isEqualTo("CONFLICT");
        assertThat(ingest.recordsOf(taskId)).hasSize(1);
    }

    @Test
    void shouldFillInWhatNobodyTypesAndSaySo(TestIngest ingest) throws Exception {
        // When
        String bare = "{\"taskId\":\"" + taskId + "\",\"agentId\":\"a\",\"type\":\"start\",\"newer\":1}";
        JsonNode ofShop = Sender.json(ingest.as(TestIngest.SHOP).events(Sender.JSON, bare))
                .path("results")
                .path(0);
        JsonNode ofAll = Sender.json(ingest.as(TestIngest.OPERATOR).events(Sender.JSON, bare))
                .path("results")
                .path(0);

        // Then
        assertThat(names(ofShop.path("filled"))).containsExactly("eventId", "projectId");
        assertThat(names(ofAll.path("filled"))).containsExactly("eventId", "projectId");
        List<ExecutionEvent> events = ingest.eventsOf(taskId);
        assertThat(events).extracting(ExecutionEvent::type).containsExactly(EventType.START, EventType.START);
        assertThat(events.get(0).envelope().projectId()).isEqualTo("shop");
        assertThat(events.get(0).envelope().eventId())
                .hasToString(ofShop.path("eventId").asText());
        assertThat(events.get(1).envelope().projectId()).isEqualTo("default");
        // Times are never made up
        assertThat(events.get(0).envelope().timestamp()).isNull();
        assertThat(new String(ingest.recordsOf(taskId).get(0).value(), StandardCharsets.UTF_8))
                .contains("\"newer\":1");
    }

    @Test
    void shouldTakeTheGoodOnesWhenSomeAreBad(TestIngest ingest) throws Exception {
        String good = event("heartbeat", "");
        HttpResponse<String> some = ingest.as(TestIngest.OPERATOR)
                .events(Sender.JSON, "[{\"taskId\":1}, " + good + ", nonsense, {\"a\":\"],[\\\"\"}]");

        assertThat(some.statusCode()).isEqualTo(207);
        assertThat(counts(Sender.json(some))).containsExactly(1, 0, 3, 0);
        assertThat(ingest.recordsOf(taskId)).hasSize(1);
        HttpResponse<String> none = ingest.as(TestIngest.OPERATOR).events("application/x-ndjson", "{}\n[]\n");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.headers().firstValue("Content-Type")).hasValue("application/json");
        HttpResponse<String> empty = ingest.as(TestIngest.OPERATOR).events(Sender.JSON, " [ ] ");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(Sender.json(empty).path("results")).isEmpty();
    }

    static List<Integer> counts(JsonNode body) {
        return List.of(
                body.path("accepted").asInt(-1),
                body.path("duplicate").asInt(-1),
                body.path("refused").asInt(-1),
                body.path("failed").asInt(-1));
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        ((ArrayNode) array).forEach(name -> names.add(name.asText()));
        return names;
    }
}
