package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.schemas.Usd;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's own recordings through Kafka, the fold, PostgreSQL and the bridge, and every way to look at what came of them. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndTest {

    private static final List<String> FORMATS = List.of("mini-swe-agent", "claude-code", "gemini-cli");
    private static final String MINI_TASK = "demo_dev/acme__widget-1";

    private final Map<String, JsonNode> replays = new HashMap<>();
    private JsonNode before;
    private JsonNode after;
    private Map<String, JsonNode> tasksBefore;

    @BeforeAll
    void replayAndAudit(TestStack stack) {
        before = Ran.well(stack, "audit", "--json").json();
        tasksBefore = Ran.well(stack, "tasks", "--json").tasks();
        FORMATS.forEach(format -> replays.put(format, replay(stack, format)));
        after = Ran.well(stack, "audit", "--json").json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mini-swe-agent", "claude-code", "gemini-cli"})
    void shouldSendEventsOfEveryFormatWhenReplayed(String format) {
        JsonNode replay = replays.get(format);
        assertThat(replay.path("files").asInt()).isPositive();
        assertThat(replay.path("tasks").asInt()).isPositive();
        assertThat(replay.path("events").asInt())
                .isGreaterThan(replay.path("tasks").asInt());
    }

    @Test
    void shouldAgreeEverywhereWhenAuditedAfterTheReplay() {
        assertThat(after.path("ok").asBoolean()).as("%s", after).isTrue();
        assertThat(after.path("snapshotMismatches").asLong()).isZero();
        assertThat(after.path("postgresMismatches").asLong()).isZero();
        assertThat(after.path("lag").asLong()).isZero();
        assertThat(grown("events")).isEqualTo(sum("events"));
        assertThat(grown("tasks")).isEqualTo(sum("tasks"));
        assertThat(grown("deadLetters")).isZero();
        assertThat(grown("applied") + grown("duplicates")).isEqualTo(sum("events"));
        assertThat(grown("eventRows")).isEqualTo(grown("expectedEventRows")).isPositive();
    }

    @Test
    void shouldAddNothingWhenReplayedAgain(TestStack stack) {
        // Given
        Map<String, JsonNode> tasks = replayed(stack);
        JsonNode earlier = Ran.well(stack, "audit", "--json").json();

        // When
        FORMATS.forEach(format -> replay(stack, format));

        // Then
        JsonNode later = Ran.well(stack, "audit", "--json").json();
        assertThat(later.path("eventRows")).isEqualTo(earlier.path("eventRows"));
        assertThat(later.path("applied")).isEqualTo(earlier.path("applied"));
        assertThat(later.path("tasks")).isEqualTo(earlier.path("tasks"));
        assertThat(later.path("events").asLong())
                .isEqualTo(earlier.path("events").asLong() + sum("events"));
        Map<String, JsonNode> again = replayed(stack);
        assertThat(again.keySet()).isEqualTo(tasks.keySet());
        tasks.forEach((id, task) -> assertThat(essence(again.get(id))).isEqualTo(essence(task)));
    }

    @Test
    void shouldListDashboardFormsWhenTasksAreAskedForAsJson(TestStack stack) {
        Ran listed = Ran.well(stack, "tasks", "--json");

        listed.lines().forEach(WireSchemas::requireDashboard);
        assertThat(replayed(stack)).hasSize((int) sum("tasks")).containsKey(MINI_TASK);
    }

    @Test
    void shouldCostWhatTheRecordingSaysWhenAMiniSweAgentRunIsReplayed(TestStack stack) throws IOException {
        JsonNode recording = Ran.parse(Files.readString(
                sample("mini-swe-agent").resolve("output/demo_dev/acme__widget-1/acme__widget-1.traj.json")));

        JsonNode task = replayed(stack).get(MINI_TASK);

        // The recording is a sum of doubles, with their tail.
        double recorded = recording.at("/info/model_stats/instance_cost").asDouble();
        assertThat(Usd.of(task.path("cost").asDouble())).isEqualTo(Usd.of(recorded));
    }

    @Test
    void shouldShowTheSameTaskInEveryFormWhenAsked(TestStack stack) {
        JsonNode listed = replayed(stack).get(MINI_TASK);

        Ran graph = Ran.well(stack, "show", MINI_TASK, "--graph");
        WireSchemas.requireGraph(graph.out());
        assertThat(graph.json().path("sessionId").asText()).isEqualTo("sess_" + MINI_TASK);
        assertThat(graph.json().path("progress")).isEqualTo(listed.path("progress"));
        assertThat(Ran.well(stack, "show", MINI_TASK, "--json").json()).isEqualTo(listed);
        assertThat(Ran.well(stack, "show", MINI_TASK).out())
                .contains(MINI_TASK, listed.path("status").asText(), "criteria", "events");
    }

    @Test
    void shouldServeWhatTheCommandListsWhenAskedOverHttp(TestStack stack) throws Exception {
        Map<String, JsonNode> listed = replayed(stack);
        JsonNode answer = get(stack, "/api/tasks?limit=1000");

        Map<String, JsonNode> served = new HashMap<>();
        answer.forEach(task -> {
            String id = task.path("taskId").asText();
            // Judged at the moment of the answer, and so in the bridge's form only.
            assertThat(((ObjectNode) task).remove("liveness").isTextual()).isTrue();
            if (listed.containsKey(id)) {
                served.put(id, task);
            }
        });
        assertThat(served).isEqualTo(listed);
    }

    @Test
    void shouldServeTheWholeTimelinePageByPageWhenThereIsADatabase(TestStack stack) throws Exception {
        // When
        List<JsonNode> entries = pages(stack, "timeline", 3);

        // Then
        assertThat(entries).extracting(entry -> entry.path("type").asText()).contains("start", "action", "complete");
        assertThat(versions(entries)).isSorted().doesNotHaveDuplicates();
        assertThat((long) entries.size()).isEqualTo(eventRows(stack, MINI_TASK));
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(Instant.parse(entry.path("at").asText())).isBefore(Instant.now()));
    }

    @Test
    void shouldServeAHistoryThatEndsAsTheTaskIsWhenThereIsADatabase(TestStack stack) throws Exception {
        // Given
        JsonNode task = replayed(stack).get(MINI_TASK);

        // When
        List<JsonNode> entries = pages(stack, "history", 2);

        // Then
        assertThat(versions(entries)).isSorted().doesNotHaveDuplicates();
        JsonNode last = entries.get(entries.size() - 1);
        assertThat(last.path("status")).isEqualTo(task.path("status"));
        assertThat(last.path("version").asLong())
                .isPositive()
                .isLessThanOrEqualTo(task.path("version").asLong());
        assertThat(last.path("cost").decimalValue())
                .isEqualByComparingTo(task.path("cost").decimalValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"active_tasks", "task_timeline", "agent_per_day", "cost_per_day"})
    void shouldLetAnalystsReadEveryViewWhenThereAreTasks(String view, TestStack stack) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE tracker_analyst");
            try (ResultSet rows = statement.executeQuery("SELECT * FROM tracker." + view + " LIMIT 10")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    /** Of the task, as PostgreSQL has it, read to its end. */
    private static List<JsonNode> pages(TestStack stack, String what, int limit) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            String path = "/api/tasks/" + URLEncoder.encode(MINI_TASK, StandardCharsets.UTF_8) + "/" + what;
            JsonNode page = get(stack, path + "?limit=" + limit + cursor);
            assertThat(page.path("source").asText()).isEqualTo("postgresql");
            assertThat(page.path("complete").asBoolean()).isTrue();
            assertThat(page.path("entries")).hasSizeLessThanOrEqualTo(limit);
            page.path("entries").forEach(entries::add);
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asText();
        }
        return entries;
    }

    private static List<Long> versions(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("version").asLong()).toList();
    }

    private static long eventRows(TestStack stack, String taskId) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl());
                PreparedStatement statement =
                        connection.prepareStatement("SELECT count(*) FROM tracker.execution_event WHERE task_id = ?")) {
            statement.setString(1, taskId);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static JsonNode get(TestStack stack, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stack.endpoints().url() + path))
                .header("Authorization", Ran.bearer(stack.endpoints()))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Ran.parse(response.body());
    }

    private static JsonNode replay(TestStack stack, String format) {
        return Ran.well(stack, "replay", format, sample(format).toString(), "--speed", "max", "--json")
                .json();
    }

    private static Path sample(String format) {
        return Path.of("../tracker-formats/src/test/resources/replay", format);
    }

    /** The tasks that this class's replay made. */
    private Map<String, JsonNode> replayed(TestStack stack) {
        Map<String, JsonNode> tasks = Ran.well(stack, "tasks", "--json").tasks();
        tasks.keySet().removeAll(tasksBefore.keySet());
        return tasks;
    }

    /** Without the task's place in the log, and the number of copies that came. */
    private static JsonNode essence(JsonNode task) {
        ObjectNode copy = task.deepCopy();
        copy.remove(List.of("version", "duplicates"));
        return copy;
    }

    private long grown(String count) {
        return after.path(count).asLong() - before.path(count).asLong();
    }

    private long sum(String count) {
        return replays.values().stream()
                .mapToLong(replay -> replay.path(count).asLong())
                .sum();
    }
}
