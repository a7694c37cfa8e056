package dev.tracker.bench.secured;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** What each login may not do in PostgreSQL, and the limits that it works under. */
final class DatabaseRefusals {

    private static final String NOT_ALLOWED = "42501";

    private static final Map<String, List<String>> MAY_NOT = Map.of(
            "sink",
                    List.of(
                            "DELETE FROM tracker.execution_event",
                            "UPDATE tracker.task_snapshot SET attempt = 2",
                            "DELETE FROM tracker.sink_offset",
                            "SELECT * FROM tracker.flyway_schema_history",
                            "DROP TABLE tracker.task",
                            "CREATE TABLE tracker.mine (id int)",
                            "CREATE ROLE mine"),
            "bridge",
                    List.of(
                            "SELECT * FROM tracker.task",
                            "SELECT * FROM tracker.task_snapshot",
                            "SELECT * FROM tracker.execution_event",
                            "SELECT * FROM tracker.sink_offset",
                            "DELETE FROM tracker.task",
                            "INSERT INTO tracker.task_snapshot (task_id) VALUES ('x')",
                            "SELECT tracker.ensure_event_partition(current_date)",
                            "CREATE TABLE tracker.mine (id int)"),
            "analyst",
                    List.of(
                            "SELECT * FROM tracker.task",
                            "SELECT * FROM tracker.execution_event",
                            "SELECT * FROM tracker.sink_offset",
                            "UPDATE tracker.task SET attempt = 2",
                            "DELETE FROM tracker.execution_event",
                            "SELECT tracker.analyze_events()",
                            "CREATE TABLE tracker.mine (id int)",
                            "COPY (SELECT 1) TO '/tmp/mine'"));

    private static final Map<String, String> TIME_LIMITS = Map.of("sink", "0", "bridge", "10s", "analyst", "1min");

    private final SecuredStack stack;
    private final Refusals refusals;

    DatabaseRefusals(SecuredStack stack, Refusals refusals) {
        this.stack = stack;
        this.refusals = refusals;
    }

    void attemptAll() throws SQLException {
        for (String login : SecuredStack.LOGINS) {
            try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(login));
                    Statement statement = connection.createStatement()) {
                requireLimit(login, statement);
                // A session may drop this limit: what then holds are the rights.
                statement.execute("SET default_transaction_read_only = off");
                for (String sql : MAY_NOT.getOrDefault(login, List.of())) {
                    refusals.expect(
                            login + " may " + sql,
                            failure -> failure instanceof SQLException refused
                                    && NOT_ALLOWED.equals(refused.getSQLState()),
                            () -> statement.execute(sql));
                }
                if (!login.equals("sink")) {
                    statement.execute("SELECT * FROM tracker.active_tasks");
                }
            }
        }
    }

    private void requireLimit(String login, Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW statement_timeout")) {
            row.next();
            if (!row.getString(1).equals(TIME_LIMITS.get(login))) {
                refusals.note(login + " has the time limit " + row.getString(1) + ", not " + TIME_LIMITS.get(login));
            }
        }
    }
}
