package dev.tracker.streams.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The row of one run in {@code retention_run}. Written before anything is dropped, so that whoever compares the history with the log knows what may be gone. */
final class RunRecord {

    private final Connection connection;
    private final long runId;

    private RunRecord(Connection connection, long runId) {
        this.connection = connection;
        this.runId = runId;
    }

    static RunRecord begin(Connection connection, LocalDate keptFrom) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO tracker.retention_run (kept_from) VALUES (?) RETURNING run_id")) {
            insert.setObject(1, keptFrom);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                long runId = row.getLong(1);
                connection.commit();
                return new RunRecord(connection, runId);
            }
        }
    }

    /** Within the transaction that drops it. */
    void dropped(DayPartition partition) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE tracker.retention_run SET dropped = dropped + 1, freed_bytes = freed_bytes + ? WHERE run_id = ?")) {
            update.setLong(1, partition.bytes());
            update.setLong(2, runId);
            update.executeUpdate();
        }
    }

    void end(String outcome, @Nullable String detail) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE tracker.retention_run SET finished_at = now(), outcome = ?, detail = ? WHERE run_id = ?")) {
            update.setString(1, outcome);
            update.setString(2, detail);
            update.setLong(3, runId);
            update.executeUpdate();
            connection.commit();
        }
    }
}
