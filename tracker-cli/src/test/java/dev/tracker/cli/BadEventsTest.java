package dev.tracker.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.schemas.topics.Topics;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table of bad input in {@code docs/reliability.md}, events topic: what is refused and why, and what is kept exactly, on the whole path. */
@ExtendWith(SharedStack.class)
class BadEventsTest {

    private static final long LARGEST_EXACT = (1L << 53) - 1;

    private final String taskId = "bad-events-" + UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldRefuseEachWithItsCodeAndFoldTheNextOne(TestStack stack) throws Exception {
        // Given what has a code, by what it is
        Map<String, String> code = new LinkedHashMap<>();
        Map<String, byte[]> values = new LinkedHashMap<>();
        refused(code, values, "MALFORMED_JSON", "cut off", event("log", "\"message\":\"a"));
        refused(code, values, "MALFORMED_JSON", "trailing bytes", event("log", "\"message\":\"a\"") + "x");
        refused(code, values, "MALFORMED_JSON", "two objects", event("log", "\"message\":\"a\"") + "{}");
        refused(code, values, "MALFORMED_JSON", "NaN", event("progress", "\"percent\":NaN"));
        refused(code, values, "MALFORMED_JSON", "Infinity", event("cost", "\"usd\":Infinity"));
        refused(code, values, "WRONG_TYPE", "an array", "[" + event("log", "\"message\":\"a\"") + "]");
        refused(code, values, "WRONG_TYPE", "a text for a number", event("iteration", "\"iteration\":\"3\""));
        refused(code, values, "DUPLICATE_FIELD", "a field twice", event("log", "\"message\":\"a\",\"message\":\"b\""));
        refused(code, values, "MISSING_FIELD", "no percent", event("progress", "\"message\":\"a\""));
        refused(code, values, "LIMIT_EXCEEDED", "too deep", event("log", "\"x\":" + "[".repeat(70) + "]".repeat(70)));
        refused(code, values, "LIMIT_EXCEEDED", "a long text", event("log", message("x".repeat(70_000))));
        refused(code, values, "LIMIT_EXCEEDED", "10,001 criteria", event("start", criteria(10_001)));
        refused(code, values, "ILLEGAL_TEXT", "U+0000", event("log", message("a\\u0000b")));
        refused(code, values, "ILLEGAL_TEXT", "half a pair", event("log", message("a\\ud83d")));
        refused(code, values, "OUT_OF_RANGE", "1e999", event("progress", "\"percent\":1e999"));
        refused(code, values, "OUT_OF_RANGE", "-1", event("iteration", "\"iteration\":-1"));
        refused(code, values, "OUT_OF_RANGE", "2^53", event("cost", "\"inputTokens\":" + (LARGEST_EXACT + 1)));
        refused(code, values, "OUT_OF_RANGE", "2^63", event("cost", "\"inputTokens\":9223372036854775808"));
        refused(code, values, "UNKNOWN_TYPE", "a new type", event("dance", message("a")));
        refused(code, values, "UNSUPPORTED_VERSION", "a new version", event("log", "\"schemaVersion\":2"));
        code.put("overlong UTF-8", "MALFORMED_JSON");
        values.put("overlong UTF-8", event("log", message("a\u00c0\u0080b")).getBytes(ISO_8859_1));

        // When they come between good ones
        send(stack, taskId, List.of(event("iteration", "\"iteration\":1").getBytes(UTF_8)));
        List<RecordMetadata> sent = send(stack, taskId, List.copyOf(values.values()));
        send(stack, taskId, List.of(event("iteration", "\"iteration\":2").getBytes(UTF_8)));

        // Then each is a dead letter at its place in the log, and the task goes on
        requireAgreement(stack);
        Map<String, JsonNode> letters = letters(stack);
        List<String> names = List.copyOf(values.keySet());
        assertThat(letters).hasSize(names.size());
        for (int i = 0; i < names.size(); i++) {
            JsonNode letter =
                    letters.get(sent.get(i).partition() + "/" + sent.get(i).offset());
            assertThat(letter).as(names.get(i)).isNotNull();
            assertThat(letter.path("code").asText()).as(names.get(i)).isEqualTo(code.get(names.get(i)));
            assertThat(letter.path("reason").asText()).as(names.get(i)).isNotBlank();
            assertThat(letter.path("valueBytes").asInt()).as(names.get(i)).isEqualTo(values.get(names.get(i)).length);
        }
        JsonNode task = Ran.well(stack, "show", taskId, "--json").json();
        assertThat(task.path("iteration").asInt()).isEqualTo(2);
    }

    @Test
    void shouldStoreHostileTextExactlyAndPrintNoneOfItsControls(TestStack stack) throws Exception {
        // Given
        String hostile = "<script>alert(1)</script> =cmd|'/c calc'!A1 line\r\nfeed \u001b[31mred \u202eright-to-left";
        String json = "<script>alert(1)</script> =cmd|'/c calc'!A1 line\\r\\nfeed \\u001b[31mred \\u202eright-to-left";

        // When
        send(stack, taskId, List.of(event("log", message(json)).getBytes(UTF_8)));
        requireAgreement(stack);

        // Then it is the same in the database and over HTTP, and shown harmlessly
        assertThat(rows(stack, "SELECT payload ->> 'message' FROM tracker.execution_event WHERE task_id = ?"))
                .containsExactly(hostile);
        assertThat(overHttp(stack, taskId).path("log").findValuesAsText("message"))
                .containsExactly(hostile);
        assertThat(Ran.well(stack, "show", taskId).out())
                .contains("<script>alert(1)</script> =cmd|'/c calc'!A1")
                .doesNotContain("\u001b", "\r", "\u202e");
    }

    /** The two spell the same word, one with a letter that is composed. */
    @Test
    void shouldKeepTasksApartWhenTheirIdsOnlyLookTheSame(TestStack stack) throws Exception {
        List<String> ids = List.of(taskId + "-caf\u00e9", taskId + "-cafe\u0301", taskId + "-CAF\u00c9");
        for (String id : ids) {
            send(
                    stack,
                    id,
                    List.of(event("heartbeat", message("x")).replace(taskId, id).getBytes(UTF_8)));
        }
        requireAgreement(stack);

        assertThat(Ran.well(stack, "tasks", "--json").tasks()).containsKeys(ids.toArray(String[]::new));
        for (String id : ids) {
            assertThat(overHttp(stack, id).path("taskId").asText()).isEqualTo(id);
        }
    }

    @Test
    void shouldKeepEventTimesAndGoByTheOrderOfTheLogWhenTheyAreAbsurd(TestStack stack) throws Exception {
        List<byte[]> events = new ArrayList<>();
        for (String time : List.of("9999-12-31T23:59:59Z", "2026-03-01T12:00:00Z", "1970-01-01T00:00:00Z")) {
            events.add(event("iteration", "\"timestamp\":\"" + time + "\",\"iteration\":" + (events.size() + 1))
                    .getBytes(UTF_8));
        }
        send(stack, taskId, events);
        requireAgreement(stack);

        assertThat(overHttp(stack, taskId).path("iteration").asInt()).isEqualTo(3);
        assertThat(overHttp(stack, taskId).path("skewMs").asLong()).isPositive();
        assertThat(
                        rows(
                                stack,
                                "SELECT occurred_at AT TIME ZONE 'UTC' FROM tracker.execution_event WHERE task_id = ? ORDER BY source_offset"))
                .containsExactly("9999-12-31 23:59:59", "2026-03-01 12:00:00", "1970-01-01 00:00:00");
    }

    @Test
    void shouldGiveTheLargestExactNumberBackToTheDigit(TestStack stack) throws Exception {
        send(
                stack,
                taskId,
                List.of(event("cost", "\"inputTokens\":" + LARGEST_EXACT).getBytes(UTF_8)));
        requireAgreement(stack);

        assertThat(overHttp(stack, taskId).path("inputTokens").asLong()).isEqualTo(LARGEST_EXACT);
    }

    @Test
    void shouldMakeADeadLetterOfTheLaterOneWhenAnIdComesWithOtherContent(TestStack stack) throws Exception {
        // Given
        String first = event("log", message("first"));
        String other = first.replace("first", "other");
        List<RecordMetadata> sent =
                send(stack, taskId, List.of(first.getBytes(UTF_8), first.getBytes(UTF_8), other.getBytes(UTF_8)));

        // When / Then
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(letters(stack)).hasSize(1));
        JsonNode letter =
                letters(stack).get(sent.get(2).partition() + "/" + sent.get(2).offset());
        assertThat(letter.path("code").asText()).isEqualTo("CONFLICT");
        assertThat(rows(stack, "SELECT payload ->> 'message' FROM tracker.execution_event WHERE task_id = ?"))
                .containsExactly("first");
        requireAgreement(stack);

        // And it can't be sent again under that id
        Ran replay = Ran.command(
                stack, "dead-letters", "replay", letter.path("position").asText());
        assertThat(replay.exit()).isEqualTo(1);
        assertThat(replay.out()).contains("NOT sent", "another event's", "--value");
    }

    private static void refused(
            Map<String, String> codes, Map<String, byte[]> values, String code, String name, String value) {
        codes.put(name, code);
        values.put(name, value.getBytes(UTF_8));
    }

    private String event(String type, String more) {
        return "{\"eventId\":\"" + UUID.randomUUID() + "\",\"taskId\":\"" + taskId + "\",\"agentId\":\"a\",\"type\":\""
                + type + "\"," + more + "}";
    }

    private static String message(String json) {
        return "\"message\":\"" + json + "\"";
    }

    private static String criteria(int count) {
        return "\"criteria\":[\"a\"" + ",\"a\"".repeat(count - 1) + "]";
    }

    private static List<RecordMetadata> send(TestStack stack, String key, List<byte[]> values)
            throws ExecutionException, InterruptedException {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", stack.endpoints().bootstrap());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (byte[] value : values) {
                sent.add(producer.send(new ProducerRecord<>(Topics.EVENTS, key.getBytes(UTF_8), value)));
            }
            List<RecordMetadata> places = new ArrayList<>();
            for (Future<RecordMetadata> place : sent) {
                places.add(place.get());
            }
            return places;
        }
    }

    /** That log, topic and database agree, which waits for all of them. */
    private static void requireAgreement(TestStack stack) {
        JsonNode audit = Ran.well(stack, "audit", "--json").json();
        assertThat(audit.path("ok").asBoolean()).as("%s", audit).isTrue();
    }

    /** This task's dead letters by the places of the originals. */
    private Map<String, JsonNode> letters(TestStack stack) {
        Map<String, JsonNode> letters = new HashMap<>();
        for (String line : Ran.well(stack, "dead-letters", "list", "--json", "--task", taskId)
                .lines()) {
            JsonNode letter = Ran.parse(line);
            letters.put(
                    letter.path("partition").asInt() + "/"
                            + letter.path("offset").asLong(),
                    letter);
        }
        return letters;
    }

    private List<String> rows(TestStack stack, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, taskId);
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return rows;
        }
    }

    private JsonNode overHttp(TestStack stack, String id) throws Exception {
        URI uri = URI.create(stack.endpoints().url() + "/api/tasks/"
                + URLEncoder.encode(id, UTF_8).replace("+", "%20"));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", Ran.bearer(stack.endpoints()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return Ran.parse(response.body());
    }
}
