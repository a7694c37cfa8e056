package dev.tracker.cli.audit;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.json.SnapshotReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@code task} table and the size of the event history, as one transaction sees them. */
public final class StoredTasks {

    /** A few thousand rows at a time, so that a large table need not fit into the driver's memory at once. */
    private static final int FETCH_SIZE = 5000;

    private final Map<String, TaskProgress> tasks = new HashMap<>();
    private final @Nullable LocalDate eventsKeptFrom;
    private final long eventRows;
    private long columnMismatches;

    /** @throws SQLException if the database can't be read */
    public StoredTasks(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT task_id, version, status, attempt, percent, criteria_verified, criteria_total, cost_usd,"
                            + " cost_estimated_usd, snapshot FROM tracker.task")) {
                while (rows.next()) {
                    read(rows);
                }
            }
            try (ResultSet count =
                    statement.executeQuery("SELECT kept_from, (SELECT count(*) FROM tracker.execution_event"
                            + " WHERE kept_from IS NULL OR day >= kept_from OR day = '1970-01-01')"
                            + " FROM tracker.events_kept_from() AS kept_from")) {
                count.next();
                eventsKeptFrom = count.getObject(1, LocalDate.class);
                eventRows = count.getLong(2);
            }
        }
        connection.rollback();
    }

    private void read(ResultSet row) throws SQLException {
        TaskProgress task = SnapshotReader.read(row.getString("snapshot").getBytes(StandardCharsets.UTF_8));
        boolean agree = task.taskId().equals(row.getString("task_id"))
                && task.version() == row.getLong("version")
                && task.status().wireName().equals(row.getString("status"))
                && task.attempt() == row.getInt("attempt")
                && Math.abs(task.percent() - row.getDouble("percent")) < 1e-9
                && task.criteria().verified() == row.getInt("criteria_verified")
                && task.criteria().total() == row.getInt("criteria_total")
                && isAmount(row, "cost_usd", task.cost().usd())
                && isAmount(row, "cost_estimated_usd", task.cost().usdEstimated());
        if (!agree) {
            columnMismatches++;
        }
        tasks.put(task.taskId(), task);
    }

    private static boolean isAmount(ResultSet row, String column, Usd usd) throws SQLException {
        return usd.toBigDecimal().compareTo(Objects.requireNonNull(row.getBigDecimal(column), column)) == 0;
    }

    /** What the rows hold. */
    public Map<String, TaskProgress> tasks() {
        return tasks;
    }

    /** By task. */
    public Map<String, Long> versions() {
        Map<String, Long> versions = new HashMap<>();
        tasks.forEach((taskId, task) -> versions.put(taskId, task.version()));
        return versions;
    }

    /** The first UTC day whose events retention has left whole; null if it never dropped any. */
    public @Nullable LocalDate eventsKeptFrom() {
        return eventsKeptFrom;
    }

    /** Rows of the event history, of the days that are kept. */
    public long eventRows() {
        return eventRows;
    }

    /** Rows whose columns say something else than the snapshot beside them. */
    public long columnMismatches() {
        return columnMismatches;
    }
}
