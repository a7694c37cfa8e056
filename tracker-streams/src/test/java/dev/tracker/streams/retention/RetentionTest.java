package dev.tracker.streams.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tracker.streams.sink.PostgresExtension;
import dev.tracker.streams.sink.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RetentionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PARTITIONS = """
            SELECT inhrelid::regclass FROM pg_inherits JOIN pg_class ON oid = inhrelid
            WHERE inhparent IN ('tracker.execution_event'::regclass, 'tracker.task_snapshot'::regclass) AND relname ~ '\\d$' ORDER BY 1""";

    private static final String EVENT = """
            INSERT INTO tracker.execution_event (day, event_id, task_id, project_id, agent_id, attempt, emitter_id, type, occurred_at, recorded_at,
                source_partition, source_offset, payload)
            SELECT day, gen_random_uuid(), 't', 'p', 'a', 1, 'a', 'log', (day + time '12:00') AT TIME ZONE 'UTC', now(), 0, 1, '{}'""";

    private final TestDatabase database;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final LocalDate keptFrom = today.minusDays(2);

    RetentionTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void fillTwelveDays() {
        database.execute(
                "SELECT tracker.ensure_event_partition(d::date), tracker.ensure_snapshot_partition(d::date) FROM generate_series("
                        + "(now() AT TIME ZONE 'UTC')::date - 9, (now() AT TIME ZONE 'UTC')::date + 2, interval '1 day') AS days (d)");
        database.execute(
                EVENT
                        + " FROM generate_series(0, 9) AS ages (age), LATERAL (SELECT (now() AT TIME ZONE 'UTC')::date - age) AS days (day)");
        database.execute(
                "INSERT INTO tracker.task_snapshot SELECT 'task', age, ((now() AT TIME ZONE 'UTC')::date - age + time '12:00') AT TIME ZONE 'UTC',"
                        + " 'p', 'a', 'pending', 1, 0, 0, 0, 0, 0, false, 0, 0, 0, 0, 0 FROM generate_series(0, 9) AS ages (age)");
    }

    @Test
    void shouldDropWholeDaysBeforeTheFirstOneThatIsKept() throws Exception {
        // When
        RetentionReport report = run(keptFrom);

        // Then
        assertThat(report.refusal()).isNull();
        assertThat(report.dropped()).hasSize(14).allMatch(partition -> partition.bytes() > 0);
        assertThat(database.rows(PARTITIONS))
                .hasSize(10)
                .doesNotContain(partition("execution_event", keptFrom.minusDays(1)))
                .contains(partition("execution_event", keptFrom), partition("task_snapshot", today.plusDays(2)));
        assertThat(database.rows("SELECT min(day), count(*) FROM tracker.events"))
                .containsExactly(keptFrom + " 3");
        assertThat(database.count("tracker.task_history")).isEqualTo(3);
        assertThat(
                        database.rows(
                                "SELECT outcome, kept_from, dropped, freed_bytes, finished_at IS NOT NULL FROM tracker.retention_runs"))
                .containsExactly("done " + keptFrom + " 14 " + report.bytes() + " t");
        assertThat(database.rows("SELECT tracker.events_kept_from()")).containsExactly(keptFrom.toString());
    }

    @Test
    void shouldChangeNothingWhenItOnlyPlans() throws Exception {
        try (Connection connection = database.connect()) {
            RetentionReport plan = new Retention(connection, PATIENCE).plan(keptFrom);

            assertThat(plan.dropped()).hasSize(14);
        }
        assertThat(database.rows(PARTITIONS)).hasSize(24);
        assertThat(database.count("tracker.retention_runs")).isZero();
        assertThat(database.rows("SELECT tracker.events_kept_from() IS NULL")).containsExactly("t");
    }

    @Test
    void shouldDropTheSameOnceWhenRunAgain() throws Exception {
        run(keptFrom);

        assertThat(run(keptFrom).dropped()).isEmpty();
    }

    @Test
    void shouldMakeADayAnewWhenItsEventsComeLateAndDropItAgain() throws Exception {
        run(keptFrom);
        LocalDate late = keptFrom.minusDays(3);

        // A sink that has yet to ask for the day, and one that asked before the day was dropped
        database.execute("SELECT tracker.ensure_event_partition('" + late + "')");
        insertEvent(late);
        insertEvent(late.minusDays(1));
        assertThat(database.count("tracker.execution_event_default")).isEqualTo(1);
        insertEvent(LocalDate.of(9999, 12, 31));

        RetentionReport report = run(keptFrom);
        assertThat(report.dropped())
                .extracting(DayPartition::table)
                .containsExactly(partition("execution_event", late).replace("tracker.", ""), "execution_event_default");
        assertThat(database.rows("SELECT day FROM tracker.execution_event_default"))
                .containsExactly("9999-12-31");
        assertThat(database.rows("SELECT tracker.ensure_event_partition('" + late + "')"))
                .containsExactly("t");
        assertThat(database.rows("SELECT min(day) FROM tracker.events")).containsExactly(keptFrom.toString());
    }

    @Test
    void shouldWaitForItsTurnWhenAnAnalystReadsAtTheMoment() throws Exception {
        try (Connection analyst = database.connectAs(TestDatabase.ANALYST_LOGIN);
                Statement statement = analyst.createStatement()) {
            // Given
            analyst.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM tracker.events");

            // When
            CompletableFuture<RetentionReport> running = CompletableFuture.supplyAsync(() -> {
                try {
                    return run(keptFrom);
                } catch (SQLException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            await().atMost(PATIENCE)
                    .until(() -> database.rows("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND database ="
                                    + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                            .equals(List.of("t")));
            analyst.rollback();

            // Then
            assertThat(running.get().dropped()).hasSize(14);
        }
    }

    @Test
    void shouldFailOnRecordWhenALockCanNotBeHad() throws Exception {
        try (Connection analyst = database.connectAs(TestDatabase.ANALYST_LOGIN);
                Statement statement = analyst.createStatement();
                Connection connection = database.connect()) {
            analyst.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM tracker.events");

            assertThatThrownBy(() -> new Retention(connection, Duration.ZERO).run(keptFrom, null))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("lock timeout");
        }
        assertThat(database.rows("SELECT outcome, dropped, detail LIKE '%lock timeout%' FROM tracker.retention_runs"))
                .containsExactly("failed 0 t");
    }

    @Test
    void shouldSayNoWhenAnotherRunIsAtWork() throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtextextended('tracker.retention', 0))");

            assertThat(run(keptFrom).refusal()).isEqualTo("another run is at work");
        }
    }

    @Test
    void shouldBeRefusedWhenTheLoginIsNotTheMigrators() throws Exception {
        try (Connection sink = database.connectAs(TestDatabase.SINK_LOGIN)) {
            assertThatThrownBy(() -> new Retention(sink, PATIENCE))
                    .isInstanceOf(SQLException.class)
                    .extracting(error -> ((SQLException) error).getSQLState())
                    .isEqualTo("42501");
        }
    }

    private RetentionReport run(LocalDate day) throws SQLException, InterruptedException {
        try (Connection connection = database.connect()) {
            return new Retention(connection, PATIENCE).run(day, null);
        }
    }

    private void insertEvent(LocalDate day) {
        database.execute(EVENT + " FROM (SELECT date '" + day + "') AS days (day)");
    }

    private static String partition(String table, LocalDate day) {
        return "tracker." + table + "_" + day.toString().replace("-", "");
    }
}
