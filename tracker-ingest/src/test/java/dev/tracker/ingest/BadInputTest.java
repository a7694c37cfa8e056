package dev.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.schemas.ExecutionEvent;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of bad input in docs/reliability.md, events and HTTP, at this edge. */
@ExtendWith(SharedIngest.class)
class BadInputTest {

    private static final long LARGEST_EXACT = (1L << 53) - 1;
    private static final int MIB = 1 << 20;

    private final String taskId = "bad-" + UUID.randomUUID();

    private String event(String type, String more) {
        return Sender.event(taskId, type, more);
    }

    private static String message(String json) {
        return "\"message\":\"" + json + "\"";
    }

    @Test
    void shouldRefuseEachWithItsCodeAndTakeTheOthers(TestIngest ingest) throws Exception {
        // Given what has a code
        Map<String, String> code = new LinkedHashMap<>();
        code.put(event("log", message("a")) + "x", "MALFORMED_JSON");
        code.put(event("progress", "\"percent\":NaN"), "MALFORMED_JSON");
        code.put(event("cost", "\"usd\":Infinity"), "MALFORMED_JSON");
        code.put("[" + event("log", message("a")) + "]", "WRONG_TYPE");
        code.put(event("iteration", "\"iteration\":\"3\""), "WRONG_TYPE");
        code.put(event("log", message("a") + "," + message("b")), "DUPLICATE_FIELD");
        code.put(event("progress", message("a")), "MISSING_FIELD");
        code.put(event("log", "\"x\":" + "[".repeat(70) + "]".repeat(70)), "LIMIT_EXCEEDED");
        code.put(event("log", message("x".repeat(70_000))), "LIMIT_EXCEEDED");
        code.put(event("start", "\"criteria\":[\"a\"" + ",\"a\"".repeat(10_000) + "]"), "LIMIT_EXCEEDED");
        code.put(event("log", message("a\\u0000b")), "ILLEGAL_TEXT");
        code.put(event("log", message("a\\ud83d")), "ILLEGAL_TEXT");
        code.put(event("progress", "\"percent\":1e999"), "OUT_OF_RANGE");
        code.put(event("iteration", "\"iteration\":-1"), "OUT_OF_RANGE");
        code.put(event("cost", "\"inputTokens\":" + (LARGEST_EXACT + 1)), "OUT_OF_RANGE");
        code.put(event("cost", "\"inputTokens\":9223372036854775808"), "OUT_OF_RANGE");
        code.put(event("dance", message("a")), "UNKNOWN_TYPE");
        code.put(event("log", "\"schemaVersion\":2"), "UNSUPPORTED_VERSION");
        code.put(event("log", message("x".repeat(60_000)) + ",\"y\":[\"" + "z".repeat(MIB) + "\"]"), "TOO_LARGE");
        code.put("{\"agentId\":\"a\",\"type\":\"log\"}", "MISSING_FIELD");
        code.put("", "EMPTY_VALUE");
        List<String> values = new ArrayList<>(code.keySet());

        // When they come between good ones
        String array = event("iteration", "\"iteration\":1") + "," + String.join(",", values) + ","
                + event("iteration", "\"iteration\":2");
        JsonNode body = Sender.json(ingest.as(TestIngest.OPERATOR).events(Sender.JSON, "[" + array + "]"));

        // Then
        assertThat(EventsTest.counts(body)).containsExactly(2, 0, values.size(), 0);
        for (int i = 0; i < values.size(); i++) {
            JsonNode result = body.path("results").path(i + 1);
            String value = values.get(i);
            String shown = value.substring(0, Math.min(200, value.length()));
            assertThat(result.path("code").asText()).as("%s: %s", shown, result).isEqualTo(code.get(value));
            assertThat(result.path("reason").asText()).isNotBlank();
            assertThat(result.path("index").asInt()).isEqualTo(i + 1);
        }
        assertThat(ingest.eventsOf(taskId)).hasSize(2);
    }

    @Test
    void shouldRefuseOverlongUtf8(TestIngest ingest) throws Exception {
        byte[] json = event("log", message("a\u00c0\u0080b")).getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> plain = ingest.as(TestIngest.OPERATOR).post("/v1/events", Sender.JSON, json);
        assertThat(plain.body()).contains("MALFORMED_JSON");
        byte[] bare = "{\"taskId\":\"a\u00c0\u0080\",\"agentId\":\"a\",\"type\":\"log\"}"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ingest.as(TestIngest.SHOP)
                        .post("/v1/events", Sender.JSON, bare)
                        .body())
                .contains("MALFORMED_JSON");
    }

    @Test
    void shouldKeepHostileTextAndAbsurdTimesAndLargeNumbersExactly(TestIngest ingest) throws Exception {
        // Given
        String hostile =
                "<script>alert(1)</script> =cmd|'/c calc'!A1 line\\r\\nfeed \\u001b[31mred \\u202eright-to-left";
        String events = event("log", message(hostile) + ",\"timestamp\":\"9999-12-31T23:59:59Z\"") + "\n"
                + event("log", message("b") + ",\"timestamp\":\"1970-01-01T00:00:00Z\"") + "\n"
                + event("cost", "\"inputTokens\":" + LARGEST_EXACT);

        // When
        HttpResponse<String> response = ingest.as(TestIngest.OPERATOR).events("application/x-ndjson", events);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        List<ExecutionEvent> taken = ingest.eventsOf(taskId);
        assertThat(taken.get(0).envelope().message())
                .isEqualTo(
                        "<script>alert(1)</script> =cmd|'/c calc'!A1 line\r\nfeed \u001b[31mred \u202eright-to-left");
        assertThat(taken.get(0).envelope().timestamp()).hasToString("9999-12-31T23:59:59Z");
        assertThat(((ExecutionEvent.Cost) taken.get(2)).tokens().input()).isEqualTo(LARGEST_EXACT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{}", "[\"a", "[{}] x", "[", "[[}"})
    void shouldTakeNothingWhenTheArrayHasNoEnd(String body, TestIngest ingest) throws Exception {
        HttpResponse<String> response = ingest.as(TestIngest.OPERATOR).events(Sender.JSON, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Sender.json(response).path("detail").asText()).contains("Nothing of it was taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text/plain", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "json"
            })
    void shouldRefuseOtherNotations(String type, TestIngest ingest) throws Exception {
        assertThat(ingest.as(TestIngest.OPERATOR).events(type, "{}").statusCode())
                .isEqualTo(415);
    }

    @Test
    void shouldRefuseOtherCodingsAndWhatIsNotGzip(TestIngest ingest) throws Exception {
        Sender sender = ingest.as(TestIngest.OPERATOR);
        assertThat(sender.events(Sender.JSON, "{}", "Content-Encoding", "br").statusCode())
                .isEqualTo(415);
        assertThat(sender.events(Sender.JSON, "{}", "Content-Encoding", "gzip, gzip")
                        .statusCode())
                .isEqualTo(415);
        assertThat(sender.events(Sender.JSON, "{}", "Content-Encoding", "gzip").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseWhatIsTooLargeAndBecomesTooLarge(TestIngest ingest) throws Exception {
        Sender sender = ingest.as(TestIngest.OPERATOR);
        byte[] blanks = " ".repeat(9 * MIB).getBytes(StandardCharsets.US_ASCII);

        assertThat(sender.post("/v1/events", Sender.JSON, Sender.gzip(blanks), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(413);
        assertThat(sender.events("application/x-ndjson", "{}\n".repeat(10_001)).statusCode())
                .isEqualTo(413);
        assertThat(sender.events(Sender.JSON, "[" + "0,".repeat(10_000) + "0]").statusCode())
                .isEqualTo(413);
        // Told before the body is there, and while it comes
        String head = "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + TestIngest.OPERATOR.secret() + "\r\nConnection: close\r\n";
        assertThat(sender.raw(head + "Content-Length: 10000000000\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        assertThat(ingest.ingest().health().isAlive()).isTrue();
    }

    @Test
    void shouldEndTheRequestWhenItsBodyIsSlow(TestIngest ingest) throws Exception {
        IngestLimits impatient = IngestLimits.DEFAULT.withPatience(Duration.ofSeconds(10), Duration.ofMillis(300));
        try (Ingest slow = Ingest.start(ingest.settings().withLimits(impatient));
                IngestServer server = IngestServer.start(slow, IngestAddress.local(0))) {
            String request = "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100\r\nAuthorization: Bearer " + TestIngest.OPERATOR.secret() + "\r\n\r\n{";

            String answer = new Sender(server.url(), TestIngest.OPERATOR).raw(request);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("too long to arrive");
        }
    }

    @Test
    void shouldAnswerInOneFormWhenJettyItselfRefuses(TestIngest ingest) throws Exception {
        Sender sender = ingest.as(TestIngest.OPERATOR);
        String close = "\r\nConnection: close\r\n\r\n";
        assertThat(sender.raw("GET  / HTTP/1.1" + close))
                .startsWith("HTTP/1.1 400 ")
                .contains("about:blank");
        assertThat(sender.raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9_000) + close))
                .startsWith("HTTP/1.1 431 ");
        assertThat(sender.raw("GET /v1/%2e%2e/events HTTP/1.1\r\nHost: a" + close))
                .containsPattern("^HTTP/1.1 (400|401) ");
        assertThat(sender.raw("GET /%00 HTTP/1.1\r\nHost: a" + close)).containsPattern("^HTTP/1.1 (400|401) ");
    }
}
