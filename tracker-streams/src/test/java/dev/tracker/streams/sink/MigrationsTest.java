package dev.tracker.streams.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(PostgresExtension.class)
class MigrationsTest {

    private final TestDatabase database;

    MigrationsTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void shouldChangeNothingWhenRunAgain() {
        assertThat(Migrations.migrate(database.dataSource())).isZero();
    }

    @Test
    void shouldMigrateWhenTheLoginIsNoSuperuser() {
        // Given a login that owns its database and may make roles, as managed servers give it
        database.execute("CREATE ROLE owner_login LOGIN CREATEROLE PASSWORD 'secret'");
        database.execute("GRANT tracker_migrator TO owner_login");
        database.execute("CREATE DATABASE of_owner OWNER owner_login");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url().replaceFirst("/[^/]+$", "/of_owner"));
        source.setUser("owner_login");
        source.setPassword("secret");

        // Then it can make all of the schema
        assertThat(Migrations.migrate(source)).isPositive();
        assertThat(Migrations.migrate(source)).isZero();
    }

    @Test
    void shouldDescribeEveryTableViewAndFunction() {
        assertThat(database.rows("""
                        SELECT relname FROM pg_class WHERE relnamespace = 'tracker'::regnamespace AND relkind IN ('r', 'p', 'v')
                        AND relname <> 'flyway_schema_history' AND NOT relispartition AND obj_description(oid, 'pg_class') IS NULL""")).isEmpty();
        assertThat(database.rows("SELECT proname FROM pg_proc WHERE pronamespace = 'tracker'::regnamespace"
                        + " AND obj_description(oid, 'pg_proc') IS NULL"))
                .isEmpty();
    }

    @Test
    void shouldDescribeEveryColumnOfEveryView() {
        assertThat(database.rows("""
                        SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                        WHERE c.relnamespace = 'tracker'::regnamespace AND c.relkind = 'v' AND col_description(c.oid, a.attnum) IS NULL""")).isEmpty();
    }

    @Test
    void shouldLetAnalystsReadEveryViewAndNothingElse() {
        assertThat(database.rows("""
                        SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'tracker'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                        AND (c.relkind = 'v') <> has_table_privilege('tracker_analyst', c.oid, 'SELECT')""")).isEmpty();
    }

    @Test
    void shouldUseTimesWithZoneOnly() {
        assertThat(
                        database.rows(
                                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'tracker'"
                                        + " AND data_type = 'timestamp without time zone' AND table_name <> 'flyway_schema_history'"))
                .isEmpty();
    }

    @Test
    void shouldLetAnalystsReadEveryView() throws SQLException {
        List<String> views = database.rows(
                "SELECT relname FROM pg_class WHERE relnamespace = 'tracker'::regnamespace AND relkind = 'v'");
        assertThat(views).contains("active_tasks", "criteria", "retention_runs");
        try (Connection analyst = database.connectAs(TestDatabase.ANALYST_LOGIN);
                Statement statement = analyst.createStatement()) {
            for (String view : views) {
                try (ResultSet result = statement.executeQuery("SELECT * FROM tracker." + view)) {
                    assertThat(result.next()).as(view).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM tracker.task",
                "SELECT * FROM tracker.task_snapshot",
                "SELECT * FROM tracker.execution_event",
                "SELECT * FROM tracker.execution_event_default",
                "SELECT * FROM tracker.sink_offset",
                "SELECT * FROM tracker.flyway_schema_history",
                "SELECT tracker.ensure_snapshot_partition(current_date)",
                "UPDATE tracker.task_timeline SET attempt = 2",
                "SELECT tracker.ensure_event_partition(current_date)",
                "CREATE TABLE tracker.mine (id int)"
            })
    void shouldRefuseAnalystsAllElse(String sql) throws SQLException {
        try (Connection analyst = database.connectAs(TestDatabase.ANALYST_LOGIN);
                Statement statement = analyst.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .extracting(error -> ((SQLException) error).getSQLState())
                    .isEqualTo("42501");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM tracker.execution_event",
                "DELETE FROM tracker.task_snapshot",
                "UPDATE tracker.execution_event SET attempt = 2",
                "DROP TABLE tracker.execution_event_default",
                "DROP TABLE tracker.task_snapshot_default",
                "DELETE FROM tracker.sink_offset",
                "CREATE TABLE tracker.mine (id int)"
            })
    void shouldRefuseSinksToChangeHistory(String sql) throws SQLException {
        try (Connection sink = database.connectAs(TestDatabase.SINK_LOGIN);
                Statement statement = sink.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .extracting(error -> ((SQLException) error).getSQLState())
                    .isEqualTo("42501");
        }
    }

    @Test
    void shouldGiveALoginItsRoleAndItsLimits() throws SQLException {
        database.execute("CREATE ROLE \"Ada L.\" LOGIN PASSWORD '" + TestDatabase.PASSWORD + "'");

        DatabaseLogins.grant(database.dataSource(), DatabaseRole.ANALYST, "Ada L.");
        DatabaseLogins.grant(database.dataSource(), DatabaseRole.ANALYST, "Ada L.");

        try (Connection analyst = database.connectAs("Ada L.");
                Statement statement = analyst.createStatement()) {
            for (Map.Entry<String, String> limit : Map.of(
                            "statement_timeout", "1min",
                            "idle_in_transaction_session_timeout", "1min",
                            "default_transaction_read_only", "on")
                    .entrySet()) {
                try (ResultSet result = statement.executeQuery("SHOW " + limit.getKey())) {
                    result.next();
                    assertThat(result.getString(1)).as(limit.getKey()).isEqualTo(limit.getValue());
                }
            }
            statement.execute("SELECT * FROM active_tasks");
        }
    }

    @Test
    void shouldMakePartitionsOfNearDaysOnly() {
        assertThat(database.rows("""
                        SELECT d, tracker.ensure_event_partition((now() AT TIME ZONE 'UTC')::date + d) FROM
                        unnest(ARRAY[-401, -400, 0, 0, 2, 3]) AS days (d)""")).containsExactly("-401 f", "-400 t", "0 t", "0 t", "2 t", "3 f");
        assertThat(database.rows("SELECT tracker.ensure_event_partition('9999-12-31')"))
                .containsExactly("f");
    }

    @Test
    void shouldMakeSnapshotPartitionsOfNearDaysOnly() {
        assertThat(database.rows("""
                        SELECT d, tracker.ensure_snapshot_partition((now() AT TIME ZONE 'UTC')::date + d) FROM
                        unnest(ARRAY[-401, -400, 0, 0, 2, 3]) AS days (d)""")).containsExactly("-401 f", "-400 t", "0 t", "0 t", "2 t", "3 f");
    }

    @Test
    void shouldKeepTheHistoryOfStatesWhenItGetsPartitions() {
        // Given a history from before schema 11
        String old = database.superuserUrl().replaceFirst("/tracker_\\d+", "/before_partitions");
        database.execute("CREATE DATABASE before_partitions");
        TestDatabase upgraded = new TestDatabase(old);
        Flyway.configure()
                .dataSource(upgraded.dataSource())
                .locations("classpath:db/migration")
                .defaultSchema("tracker")
                .createSchemas(true)
                .target("10")
                .load()
                .migrate();
        String insert = """
                INSERT INTO tracker.task_snapshot SELECT 'task', %d, now() - interval '%d days', 'p', 'a', 'pending', 1, 0, 0, 0, 0, 0, false, 0, 0, 0, 0, 0""";
        upgraded.execute(insert.formatted(1, 500));
        upgraded.execute(insert.formatted(2, 0));

        // When
        upgraded.migrated();

        // Then all of it is there, the days that it covers go on in it, and the next ones have partitions
        upgraded.execute(insert.formatted(3, 0));
        assertThat(upgraded.rows("SELECT version FROM tracker.task_history ORDER BY version"))
                .containsExactly("1", "2", "3");
        assertThat(
                        upgraded.rows(
                                "SELECT DISTINCT regexp_replace(tableoid::regclass::text, '\\d+', '') FROM tracker.task_snapshot"))
                .containsExactly("tracker.task_snapshot_until_");
        assertThat(upgraded.rows(
                        "SELECT tracker.ensure_snapshot_partition((now() AT TIME ZONE 'UTC')::date + d), to_regclass("
                                + "'tracker.task_snapshot_' || to_char((now() AT TIME ZONE 'UTC')::date + d, 'YYYYMMDD')) IS NOT NULL"
                                + " FROM unnest(ARRAY[-3, 0, 1]) AS days (d)"))
                .containsExactly("t f", "t f", "t t");
    }

    @Test
    void shouldLeaveDayInDefaultPartitionWhenItHasRowsThere() {
        // Given an event that came while its day had no partition
        String insert = """
                INSERT INTO tracker.execution_event (day, event_id, task_id, project_id, agent_id, attempt, emitter_id, type, recorded_at,
                source_partition, source_offset, payload) VALUES (current_date, gen_random_uuid(), 't', 'p', 'a', 1, 'a', 'log', now(), 0, %d, '{}')""";
        database.execute(insert.formatted(1));

        // When the day's partition is asked for, then it is refused in peace and the day goes on where it is
        assertThat(database.rows("SELECT tracker.ensure_event_partition(current_date)"))
                .isEqualTo(List.of("f"));
        database.execute(insert.formatted(2));
        assertThat(database.count("tracker.execution_event_default")).isEqualTo(2);
    }
}
