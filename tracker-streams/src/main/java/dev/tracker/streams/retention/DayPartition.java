package dev.tracker.streams.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A partition of history that holds whole days.
 *
 * @param table its name, without the schema
 * @param bytes what it takes on the disk, indexes included
 * @param rows how many rows it has by the planner's last count, 0 if it has not counted
 */
public record DayPartition(String table, long bytes, long rows) {

    /** Days stand in the names, so that names compare as days do; migration 9 made "until" of what there was before. */
    private static final String EXPIRED = """
            SELECT c.relname, pg_total_relation_size(c.oid), greatest(c.reltuples, 0)::bigint
            FROM pg_inherits i
            JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent IN ('tracker.execution_event'::regclass, 'tracker.task_snapshot'::regclass)
            AND (c.relname ~ '^(execution_event|task_snapshot)_\\d{8}$' AND right(c.relname, 8) < ?
                OR c.relname ~ '^task_snapshot_until_\\d{8}$' AND right(c.relname, 8) <= ?)
            ORDER BY right(c.relname, 8), c.relname""";

    /** Those that end before the day, the oldest first. */
    static List<DayPartition> before(Connection connection, LocalDate day) throws SQLException {
        String suffix = day.format(DateTimeFormatter.BASIC_ISO_DATE);
        try (PreparedStatement query = connection.prepareStatement(EXPIRED)) {
            query.setString(1, suffix);
            query.setString(2, suffix);
            List<DayPartition> partitions = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    partitions.add(new DayPartition(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
            return partitions;
        }
    }
}
