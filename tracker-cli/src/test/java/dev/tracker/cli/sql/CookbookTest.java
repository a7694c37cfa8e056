package dev.tracker.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.SharedStack;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.formats.TraceFiles;
import dev.tracker.formats.TraceFormat;
import dev.tracker.formats.TraceFormats;
import dev.tracker.formats.testkit.Collected;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The queries of the cookbook as they stand on the page, run as an analyst over sessions that went the whole way through Kafka, fold and sinks. */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookbookTest {

    private static final Set<String> PROJECTS = Set.of("cookbook-shop", "cookbook-lab");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Worked out by hand from {@code cookbook/sessions.jsonl}; rows in the page's order. */
    private static final Map<String, List<String>> BY_HAND = Map.ofEntries(
            Map.entry(
                    "Which criteria take longest?",
                    List.of(
                            "loss below 1 | 1 | 3030 | 3030",
                            "tests pass | 2 | 390 | 480",
                            "compiles | 1 | 120 | 120",
                            "done | 1 | 40 | 40")),
            Map.entry(
                    "How long do attempts take?",
                    List.of(
                            "cookbook-lab | failed | 1 | 3420 | 3420 | 3420",
                            "cookbook-shop | cancelled | 1 | 2520 | 2520 | 2520",
                            "cookbook-shop | failed | 1 | 1210 | 1210 | 1210",
                            "cookbook-shop | success | 3 | 330 | 570 | 624")),
            Map.entry("Which agents stall?", List.of("ada | 1 | 900 | 900", "bob | 1 | 540 | 540")),
            Map.entry(
                    "What were the longest silences, and what explains them?",
                    List.of(
                            "cookbook/train | 1 | 2026-03-03T11:00:30Z | 2990 | announced | heartbeat | cost",
                            "cookbook/tidy-docs | 1 | 2026-03-03T09:41:00Z | 1800 | waiting | waiting | log",
                            "cookbook/fix-login | 1 | 2026-03-02T10:05:00Z | 900 | silent | cost | error",
                            "cookbook/tidy-docs | 1 | 2026-03-03T09:31:00Z | 540 | silent | action | action",
                            "cookbook/fix-login | 1 | 2026-03-02T10:00:00Z | 300 | silent | start | cost")),
            Map.entry(
                    "When is the fleet busy?",
                    List.of(
                            "2026-03-02T09:00:00Z | 12 | 1 | 1 | 0",
                            "2026-03-02T10:00:00Z | 9 | 2 | 1 | 1",
                            "2026-03-03T09:00:00Z | 5 | 1 | 0 | 0",
                            "2026-03-03T10:00:00Z | 2 | 0 | 0 | 1",
                            "2026-03-03T11:00:00Z | 7 | 1 | 0 | 1",
                            "2026-03-03T12:00:00Z | 2 | 1 | 0 | 0",
                            "2026-03-03T13:00:00Z | 3 | 1 | 1 | 0")),
            Map.entry(
                    "What does a success cost?",
                    List.of("cookbook-lab | 0 | 2 | -", "cookbook-shop | 3 | 0.85 | 0.2833")),
            Map.entry(
                    "What does a criterion cost?",
                    List.of(
                            "cookbook/train | 1 | loss below 1 | 2 | 0",
                            "cookbook/fix-cart | 1 | tests pass | 0.3 | 2800",
                            "cookbook/fix-cart | 1 | compiles | 0.2 | 1200",
                            "cookbook/fix-login | 2 | tests pass | 0.15 | 450")),
            Map.entry(
                    "What is spent on which model?",
                    List.of(
                            "cookbook-lab | gpu | 2 | - | -",
                            "cookbook-shop | big | 0.7 | 3800 | 600",
                            "cookbook-shop | small | 0.15 | 500 | 70")),
            Map.entry(
                    "Which tasks are over their budget?", List.of("cookbook/fix-login | complete | 0.35 | 0.25 | 140")),
            Map.entry(
                    "How does today compare with yesterday?",
                    List.of("2026-03-02 | 2 | 0.85 | - | -", "2026-03-03 | 1 | 2 | 1.15 | 135.3")),
            Map.entry("How much is done again?", List.of("ada | 3 | 1 | 33.3", "bob | 2 | 0 | 0")),
            Map.entry(
                    "Which files are edited again after a criterion passed?",
                    List.of("cookbook/fix-cart | src/Cart.java | 1 | 1")),
            Map.entry(
                    "Which tools fail?",
                    List.of(
                            "run | 4 | 2 | 1 | 50 | 55000",
                            "edit | 4 | 0 | 0 | 0 | 2000",
                            "create | 1 | 0 | 0 | 0 | -")),
            Map.entry("Which successes rest on the agent's word alone?", List.of("cookbook/say-so | 1")),
            Map.entry("Do retries help?", List.of("1 | 6 | 2 | 33.3", "2 | 1 | 1 | 100")));

    private List<ExecutionEvent> sample;

    static Collection<String> questions() throws IOException {
        return CookbookPage.queries().keySet();
    }

    @BeforeAll
    void sendTheSessions(TestStack stack) throws IOException, SQLException {
        sample = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/cookbook/sessions.jsonl"))) {
            byte[] json = line.getBytes(StandardCharsets.UTF_8);
            byte[] key =
                    new ObjectMapper().readTree(line).path("taskId").asText().getBytes(StandardCharsets.UTF_8);
            sample.add(((DecodedEvent.Valid) EventDecoder.decode(key, json)).event());
        }
        send(stack, sample);
    }

    @Test
    void shouldAnswerAQuestionOfEachKindWhenRead() throws IOException {
        assertThat(questions()).containsExactlyInAnyOrderElementsOf(BY_HAND.keySet());
    }

    @ParameterizedTest
    @MethodSource("questions")
    void shouldAnswerAsWorkedOutByHandWhenAskedOfTheSample(String question, TestStack stack) throws Exception {
        assertThat(ask(stack, CookbookPage.queries().get(question), PROJECTS)).isEqualTo(BY_HAND.get(question));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void shouldAnswerAsCountedWhenAskedOfTheSample(String question, TestStack stack) throws Exception {
        compare(stack, question, sample);
    }

    /** Of all real recordings; by counting their events, and for money and ends by what the recordings say themselves. */
    @Test
    void shouldAnswerAsCountedWhenAskedOfRealRecordings(TestStack stack) throws Exception {
        // Given
        Path folder = recordings();
        List<ExecutionEvent> events = new ArrayList<>();
        BigDecimal billed = BigDecimal.ZERO;
        long submitted = 0;
        for (TraceFormat format : TraceFormats.installed().all()) {
            Collected found = new Collected();
            List<Path> files = TraceFiles.find(format, List.of(folder), found);
            TraceFiles.readAll(format, files, found);
            events.addAll(found.events());
            if (format.name().equals("mini-swe-agent")) {
                for (Path file : files) {
                    JsonNode info = new ObjectMapper().readTree(file.toFile()).path("info");
                    billed = billed.add(info.at("/model_stats/instance_cost").decimalValue());
                    submitted += info.path("exit_status").asText().equals("Submitted") ? 1 : 0;
                }
            }
        }

        // When
        send(stack, events);

        // Then
        for (String question : questions()) {
            compare(stack, question, events);
        }
        Set<String> projects = projects(events);
        String whole =
                "SELECT sum(cost_usd), count(*) FILTER (WHERE outcome = 'success' AND cost_usd > 0) FROM attempts";
        String[] cells = ask(stack, whole, projects).get(0).split(" \\| ");
        assertThat(new BigDecimal(cells[0])).isCloseTo(billed, Offset.offset(new BigDecimal("1e-6")));
        assertThat(Long.parseLong(cells[1])).isEqualTo(submitted);
        System.out.println(events.size() + " events of " + projects.size() + " projects, " + billed + " USD, "
                + submitted + " submitted");
    }

    private static Path recordings() {
        String property = System.getProperty("RECORDED_TRACES", System.getenv().getOrDefault("RECORDED_TRACES", ""));
        assumeThat(property).as("RECORDED_TRACES").isNotEmpty();
        return Path.of(property);
    }

    /** All rows, so that neither ties nor the order of letters matter. */
    private static void compare(TestStack stack, String question, List<ExecutionEvent> events) throws Exception {
        String whole = CookbookPage.queries().get(question).replaceFirst("\nLIMIT \\d+;", ";");
        List<String> counted = new CountedAnswers(events, recorded(stack)).to(question);
        assertThat(ask(stack, whole, projects(events))).as(question).containsExactlyInAnyOrderElementsOf(counted);
    }

    private static Set<String> projects(List<ExecutionEvent> events) {
        return events.stream().map(event -> event.envelope().projectId()).collect(Collectors.toSet());
    }

    /** As an analyst would, who finds views of the same names before Tracker's own that show these projects only: other tests use the same database. */
    private static List<String> ask(TestStack stack, String sql, Set<String> projects) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE SCHEMA narrowed");
            statement.execute("GRANT USAGE ON SCHEMA narrowed TO tracker_analyst");
            String list = projects.stream()
                    .map(project -> "'" + project.replace("'", "''") + "'")
                    .collect(Collectors.joining(", "));
            for (String view : List.of(
                    "tasks",
                    "events",
                    "attempts",
                    "criteria",
                    "file_changes",
                    "silences",
                    "fleet_per_hour",
                    "agent_per_day",
                    "cost_per_day")) {
                statement.execute("CREATE VIEW narrowed." + view + " AS SELECT * FROM tracker." + view
                        + " WHERE project_id IN (" + list + ")");
            }
            statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA narrowed TO tracker_analyst");
            statement.execute("SET LOCAL search_path = narrowed, tracker");
            statement.execute("SET LOCAL ROLE tracker_analyst");
            List<String> rows = new ArrayList<>();
            new Query(sql).run(connection, 0, columns -> new Rows(rows), count -> {});
            connection.rollback();
            return rows;
        }
    }

    private record Rows(List<String> rows) implements RowWriter {
        @Override
        public void row(Object[] values) {
            rows.add(CountedAnswers.row(values));
        }

        @Override
        public void close() {}
    }

    private static Map<UUID, Instant> recorded(TestStack stack) throws SQLException {
        Map<UUID, Instant> recorded = new HashMap<>();
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT event_id, recorded_at FROM tracker.events")) {
            while (row.next()) {
                recorded.put(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
        return recorded;
    }

    /** Returns when they are in the database, as rows and as states. */
    private static void send(TestStack stack, List<ExecutionEvent> events) throws SQLException {
        try (EventPublisher publisher =
                new EventPublisher(Map.of("bootstrap.servers", stack.endpoints().bootstrap()))) {
            events.forEach(publisher::send);
            publisher.flush();
        }
        UUID[] ids = events.stream()
                .map(event -> event.envelope().eventId())
                .distinct()
                .toArray(UUID[]::new);
        String[] tasks = events.stream()
                .map(event -> event.envelope().taskId())
                .distinct()
                .toArray(String[]::new);
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl());
                PreparedStatement query = connection.prepareStatement("""
                        SELECT (SELECT count(*) FROM tracker.events WHERE event_id = ANY (?)),
                            (SELECT sum(applied + late + fenced + rejected) FROM tracker.tasks WHERE task_id = ANY (?))""")) {
            query.setArray(1, connection.createArrayOf("uuid", ids));
            query.setArray(2, connection.createArrayOf("text", tasks));
            await().atMost(PATIENCE).until(() -> {
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getLong(1) == ids.length && row.getLong(2) >= ids.length;
                }
            });
        }
    }
}
