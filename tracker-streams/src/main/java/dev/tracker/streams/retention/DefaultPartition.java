package dev.tracker.streams.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The partition for days that have none of their own. It holds few rows: of days far away, and of days that a sink wrote to on the very day on which retention had
 * dropped them. What is too old goes by replacing the whole partition by one with the other rows.
 */
enum DefaultPartition {
    EVENTS("execution_event", "day < ?::date"),
    SNAPSHOTS("task_snapshot", "at < ?::timestamptz");

    private final String parent;
    private final String isExpired;

    DefaultPartition(String parent, String isExpired) {
        this.parent = parent;
        this.isExpired = isExpired;
    }

    String table() {
        return parent + "_default";
    }

    /** What would go: rows, as many as there are, and bytes, those of the whole. */
    DayPartition expired(Connection connection, LocalDate day) throws SQLException {
        String sql = "SELECT count(*), pg_total_relation_size('tracker.%1$s') FROM tracker.%1$s WHERE %2$s"
                .formatted(table(), isExpired);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, literal(day));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new DayPartition(table(), row.getLong(2), row.getLong(1));
            }
        }
    }

    /** Within the caller's transaction; nobody reads or writes the parent until it ends. */
    void replace(Connection connection, LocalDate day) throws SQLException {
        String old = parent + "_old_default";
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE tracker.%s DETACH PARTITION tracker.%s".formatted(parent, table()));
            statement.execute("ALTER TABLE tracker.%s RENAME TO %s".formatted(table(), old));
            statement.execute("CREATE TABLE tracker.%s (LIKE tracker.%s INCLUDING ALL)".formatted(table(), parent));
        }
        String copy =
                "INSERT INTO tracker.%s SELECT * FROM tracker.%s WHERE NOT (%s)".formatted(table(), old, isExpired);
        try (PreparedStatement insert = connection.prepareStatement(copy)) {
            insert.setString(1, literal(day));
            insert.executeUpdate();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE tracker.%s ATTACH PARTITION tracker.%s DEFAULT".formatted(parent, table()));
            statement.execute("DROP TABLE tracker." + old);
        }
    }

    private static String literal(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }
}
