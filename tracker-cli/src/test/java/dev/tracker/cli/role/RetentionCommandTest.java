package dev.tracker.cli.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.cli.Ran;
import dev.tracker.cli.SharedStack;
import dev.tracker.cli.audit.StoredTasks;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.streams.retention.Retention;
import dev.tracker.streams.retention.RetentionReport;
import dev.tracker.streams.retention.SinkPositions;
import dev.tracker.streams.sink.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Against a database of its own beside that of the stack, whose sinks know nothing of it. */
@ExtendWith(SharedStack.class)
class RetentionCommandTest {

    private static final String DATABASE = "retention";

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final TestStack stack;

    RetentionCommandTest(TestStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void makeADatabaseWithAnOldDay() throws SQLException {
        execute(stack.endpoints().jdbcUrl(), "CREATE DATABASE " + DATABASE);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url());
        Migrations.migrate(source);
        execute(url(), "SELECT tracker.ensure_event_partition('" + today.minusDays(9) + "')");
    }

    @AfterEach
    void dropIt() throws SQLException {
        execute(stack.endpoints().jdbcUrl(), "DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    @Test
    void shouldDropWhatIsTooOldAndSayWhat() throws SQLException {
        Ran plan = retention("--keep-days", "7", "--dry-run");
        assertThat(plan.out())
                .contains(
                        "would drop execution_event_",
                        "would drop 1 partitions",
                        "kept: all from " + today.minusDays(7));

        Ran ran = retention("--keep-days", "7");
        assertThat(ran.exit()).as("%s", ran).isZero();
        assertThat(ran.out()).contains("dropped 1 partitions");

        assertThat(retention("--keep-days", "7").out()).contains("dropped 0 partitions");
        assertThat(
                        value(
                                "SELECT string_agg(outcome || ' ' || dropped, ', ' ORDER BY run_id) FROM tracker.retention_runs"))
                .isEqualTo("done 1, done 0");
    }

    @Test
    void shouldDropNothingWhenSinksHaveYetToWriteWhatCameBeforeThatDay() throws Exception {
        // Given an event that this database's sinks have not taken
        send();
        LocalDate tomorrow = today.plusDays(1);

        // Then nothing goes before they have
        assertThat(run(tomorrow).refusal())
                .matches("the sink events has yet to take \\d+ records that Kafka received before " + tomorrow);
        assertThat(
                        value(
                                "SELECT count(*) FROM tracker.retention_runs WHERE outcome = 'refused' AND detail LIKE 'the sink events%'"))
                .isEqualTo("1");
        assertThat(value("SELECT tracker.events_kept_from() IS NULL")).isEqualTo("t");

        execute(
                url(),
                "INSERT INTO tracker.sink_offset (sink, topic, partition, epoch, next_offset) SELECT sink, topic, partition, 1, 1000000000"
                        + " FROM (VALUES ('events', 'tracker.events.v1'), ('snapshots', 'tracker.snapshots.v1')) AS s (sink, topic),"
                        + " generate_series(0, 7) AS p (partition)");
        assertThat(run(tomorrow).refusal()).isNull();
    }

    @Test
    void shouldCountForTheAuditOnlyTheRowsOfDaysThatAreKept() throws SQLException {
        // Given
        insert(today.minusDays(9));
        insert(today);
        insert(LocalDate.EPOCH);
        assertThat(storedEventRows()).isEqualTo(3);

        // When
        retention("--keep-days", "7");

        // Then
        assertThat(storedEventRows()).isEqualTo(2);
        insert(today.minusDays(9));
        assertThat(storedEventRows()).isEqualTo(2);
    }

    @Test
    void shouldFailWhenKafkaCanNotBeAskedUnlessToldToIgnoreIt() {
        Ran ran = retention("--keep-days", "7", "--bootstrap", "127.0.0.1:1");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("no Kafka at 127.0.0.1:1");

        assertThat(retention("--keep-days", "7", "--bootstrap", "127.0.0.1:1", "--ignore-lag")
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retention | --keep-days",
                "retention --keep-days 0 | --keep-days must be 1 or more, not 0",
                "retention --keep-days 7 --wait -1 | --wait must be 0 or more, not -1",
                "retention --keep-days 7 --every daily | --every must be a number and one of s, m, h, d, as 12h, not daily",
                "retention --keep-days 7 --every 0d | --every must be a number",
                "retention --keep-days 7 --every 1d --dry-run | exclude each other",
            })
    void shouldNameWhatIsWrongWhenAskedWrongly(String line, String expected) {
        Ran ran = Ran.command(stack, line.split(" ", -1));

        assertThat(ran.exit()).isIn(1, 2);
        assertThat(ran.err()).contains(expected).doesNotContain("\tat ");
    }

    private Ran retention(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "retention";
        all[1] = "--jdbc-url";
        all[2] = url();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Ran.command(stack, all);
    }

    private RetentionReport run(LocalDate keptFrom) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(url());
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", stack.endpoints().bootstrap()))) {
            return new Retention(connection, Duration.ofSeconds(30)).run(keptFrom, new SinkPositions(admin));
        }
    }

    private long storedEventRows() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            return new StoredTasks(connection).eventRows();
        }
    }

    private void insert(LocalDate day) throws SQLException {
        execute(
                url(),
                ("INSERT INTO tracker.execution_event (day, event_id, task_id, project_id, agent_id, attempt, emitter_id, type,"
                                + " recorded_at, source_partition, source_offset, payload) VALUES"
                                + " ('%s', gen_random_uuid(), 't', 'p', 'a', 1, 'a', 'log', now(), 0, 1, '{}')")
                        .formatted(day));
    }

    private void send() {
        EventEnvelope envelope =
                new EventEnvelope(UUID.randomUUID(), "retention/task", "a", "retention", null, 1, 0, "a", null, null);
        try (EventPublisher publisher =
                new EventPublisher(Map.of("bootstrap.servers", stack.endpoints().bootstrap()))) {
            publisher.send(new ExecutionEvent.Heartbeat(envelope, 0));
            publisher.flush();
        }
    }

    private String url() {
        return stack.endpoints().jdbcUrl().replaceFirst("/tracker\\?", "/" + DATABASE + "?");
    }

    private String value(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
