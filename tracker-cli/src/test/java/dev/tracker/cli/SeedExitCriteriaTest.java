package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.TrackerSettings;
import dev.tracker.schemas.TaskProgress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twelve exit criteria of the first, Python, tracker: a real client, and what bridge and database say of it. */
@ExtendWith(SharedStack.class)
class SeedExitCriteriaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String taskId = "seed-" + UUID.randomUUID();
    private TestStack stack;
    private ProgressTracker tracker;

    @BeforeEach
    void startTracker(TestStack shared) {
        stack = shared;
        tracker = new ProgressTracker(TrackerSettings.builder(stack.endpoints().bootstrap(), "agent-1")
                .build());
    }

    @AfterEach
    void closeTracker() {
        tracker.close();
    }

    @Test
    void criterion01ShouldStartWithItsStoreWhenTheTrackerStarts() throws Exception {
        assertThat(tracker.getAllActive()).isEmpty();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(stored(taskId)).isNull();
    }

    @Test
    void criterion02ShouldCreateARecordWhenATaskStarts() {
        tracker.startTask(taskId, 4, 20);

        JsonNode task = served(taskId, form -> true);
        assertThat(task.path("status").asText()).isEqualTo("in_progress");
        assertThat(task.path("criteriaTotal").asInt()).isEqualTo(4);
        assertThat(task.path("maxIterations").asInt()).isEqualTo(20);
        assertThat(task.path("startedAt").isTextual()).isTrue();
        assertThat(task.path("completedAt").isNull()).isTrue();
    }

    @Test
    void criterion03ShouldShowTheIterationWhenItIsUpdated() {
        tracker.startTask(taskId, 4, 20);
        tracker.updateIteration(taskId, 7);

        assertThat(served(taskId, form -> form.path("iteration").asInt() == 7)).isNotNull();
    }

    @Test
    void criterion04ShouldBeAtAQuarterWhenOneOfFourCriteriaIsVerified() {
        tracker.startTask(taskId, 4, 20);
        tracker.verifyCriterion(taskId, 2);

        JsonNode task = served(taskId, form -> form.path("criteriaVerified").asInt() == 1);
        assertThat(task.path("progress").asDouble()).isEqualTo(25);
    }

    @Test
    void criterion05ShouldTrackFilesWhenActionsAreRecorded() {
        tracker.startTask(taskId, 4, 20);
        tracker.logAction(taskId, "create", "src/Main.java", true);
        tracker.logAction(taskId, "edit", "README.md", true);
        tracker.logAction(taskId, "edit", "not-written.txt", false);

        JsonNode task = served(taskId, form -> form.path("logs").size() == 4);
        assertThat(texts(task.path("filesCreated"))).containsExactly("src/Main.java");
        assertThat(texts(task.path("filesModified"))).containsExactly("README.md");
        assertThat(task.path("logs").path(1).path("message").asText()).isEqualTo("create src/Main.java");
        assertThat(task.path("logs").path(1).path("time").asText()).matches("\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void criterion06ShouldRecordErrorsWhenTheyAreLogged() {
        tracker.startTask(taskId, 4, 20);
        tracker.logError(taskId, "the tests failed");

        JsonNode task = served(taskId, form -> form.path("logs").size() == 2);
        assertThat(task.path("logs").path(1).path("message").asText()).contains("the tests failed");
        assertThat(task.path("status").asText()).isEqualTo("in_progress");
    }

    @Test
    void criterion07ShouldSetStatusAndTimeWhenATaskCompletes() {
        tracker.startTask(taskId, 4, 20);
        tracker.completeTask(taskId);

        JsonNode task = served(taskId, form -> form.path("status").asText().equals("complete"));
        assertThat(task.path("completedAt").isTextual()).isTrue();
        assertThat(tracker.getAllActive()).isEmpty();
    }

    @Test
    void criterion08ShouldTellListenersOfEachUpdateWhenATaskStartsAndACriterionIsVerified() {
        List<TaskProgress> heard = new ArrayList<>();
        tracker.addListener(heard::add);

        tracker.startTask(taskId, 4, 20);
        tracker.verifyCriterion(taskId, 0);

        assertThat(heard).hasSize(2);
        assertThat(heard).extracting(TaskProgress::percent).containsExactly(0.0, 25.0);
    }

    @Test
    void criterion09ShouldReachTheDatabaseWhenProgressIsMade() {
        tracker.startTask(taskId, 4, 20);
        tracker.updateIteration(taskId, 3);
        tracker.verifyCriterion(taskId, 0);
        tracker.completeTask(taskId);

        // State and events come by two sinks; neither waits for the other.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stored(taskId)).isEqualTo(new Stored("complete", 3, 1, 4, true, 4)));
    }

    @Test
    void criterion10ShouldGiveTheGraphFormWhenThePanelAsks() throws Exception {
        tracker.startTask(taskId, List.of("compiles", "tests pass"), 20);
        tracker.updateIteration(taskId, 2);
        tracker.verifyCriterion(taskId, 0);
        served(taskId, form -> form.path("criteriaVerified").asInt() == 1);

        String answer = get("/api/tasks/" + taskId + "/graph").body();

        WireSchemas.requireGraph(answer);
        JsonNode graph = Ran.parse(answer);
        assertThat(graph.path("sessionId").asText()).isEqualTo("sess_" + taskId);
        assertThat(graph.path("iteration").asInt()).isEqualTo(2);
        assertThat(graph.path("progress").asDouble()).isEqualTo(50);
        assertThat(graph.path("criteria").findValuesAsText("status")).containsExactly("pass", "pending");
        assertThat(graph.path("criteria").findValuesAsText("text")).containsExactly("compiles", "tests pass");
        assertThat(graph.path("logs").isArray()).isTrue();
        assertThat(graph.path("status").asText()).isEqualTo("in_progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws"})
    void criterion11ShouldPushUpdatesToThePageWhenATaskMoves(String path) throws Exception {
        try (Viewer viewer = Viewer.connect(stack.endpoints(), path)) {
            tracker.startTask(taskId, 4, 20);
            await().atMost(PATIENCE).until(() -> !viewer.seen(taskId).isEmpty());
            tracker.verifyCriterion(taskId, 1);
            await().atMost(PATIENCE)
                    .until(() -> viewer.seen(taskId).stream()
                            .anyMatch(form -> form.path("criteriaVerified").asInt() == 1));

            viewer.seen(taskId).forEach(form -> WireSchemas.requireDashboard(form.toString()));
            assertThat(viewer.seen(taskId))
                    .extracting(form -> form.path("version").asLong())
                    .isSorted();
        }
    }

    @Test
    void criterion12ShouldKeepTasksApartWhenManyRunAtOnce() {
        List<String> ids = IntStream.range(0, 8).mapToObj(i -> taskId + "-" + i).toList();

        ids.parallelStream().forEach(id -> {
            int number = ids.indexOf(id);
            tracker.startTask(id, 8, 20);
            tracker.logAction(id, "create", id + ".txt", true);
            for (int i = 0; i <= number; i++) {
                tracker.updateIteration(id, i + 1);
                tracker.verifyCriterion(id, i);
            }
        });

        for (String id : ids) {
            int expected = ids.indexOf(id) + 1;
            JsonNode task = served(id, form -> form.path("criteriaVerified").asInt() == expected);
            assertThat(task.path("iteration").asInt()).isEqualTo(expected);
            assertThat(texts(task.path("filesCreated"))).containsExactly(id + ".txt");
        }
    }

    /** What the {@code task} table says, and how many events of the task the history has. */
    private record Stored(String status, int iteration, int verified, int total, boolean ended, long events) {}

    /** Null if there is no such row. */
    private Stored stored(String id) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl());
                PreparedStatement query =
                        connection.prepareStatement("SELECT status, iteration, criteria_verified, criteria_total,"
                                + " completed_at IS NOT NULL, (SELECT count(*) FROM tracker.execution_event e WHERE e.task_id = t.task_id)"
                                + " FROM tracker.task t WHERE task_id = ?")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new Stored(
                                row.getString(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getBoolean(5),
                                row.getLong(6))
                        : null;
            }
        }
    }

    /** The bridge's form of the task, as soon as it is as wanted. */
    private JsonNode served(String id, Predicate<JsonNode> wanted) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            HttpResponse<String> response = get("/api/tasks/" + id);
                            return response.statusCode() == 200 ? Ran.parse(response.body()) : null;
                        },
                        form -> form != null && wanted.test(form));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(stack.endpoints().url() + path))
                        .header("Authorization", Ran.bearer(stack.endpoints()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
