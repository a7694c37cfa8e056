package dev.tracker.cli.sql;

import dev.tracker.cli.option.UserException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view to export, cut by days. */
final class Source {

    /** What people call tables; the views are what analysts may read of them. */
    private static final Map<String, String> CALLED = Map.of(
            "execution_event", "events", "task", "tasks", "task_snapshot", "task_history", "snapshots", "task_history");

    /** Where a view's time stands, the first that it has. */
    private static final List<String> TIMES =
            List.of("day", "on_day", "hour", "at", "passed_at", "first_at", "from_at", "last_heard_at", "started_at");

    private static final String COLUMNS = """
            SELECT attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
            WHERE relnamespace = 'tracker'::regnamespace AND relname = ? AND relkind = 'v' AND attnum > 0 AND NOT attisdropped""";

    /**
     * The query for a view's rows.
     *
     * @param from first UTC day, null for all before
     * @param to last UTC day, null for all after
     * @throws UserException if there is no such view, or it has no time to cut by
     */
    static String query(Connection connection, String table, @Nullable LocalDate from, @Nullable LocalDate to)
            throws SQLException {
        String view = CALLED.getOrDefault(table, table);
        List<String> columns = columns(connection, view);
        if (columns.isEmpty()) {
            throw new UserException("there is no view " + table + "; `tracker sql` lists them");
        }
        String rows;
        try (Statement statement = connection.createStatement()) {
            rows = "SELECT * FROM tracker." + statement.enquoteIdentifier(view, true);
        }
        if (from == null && to == null) {
            return rows;
        }
        String time = TIMES.stream()
                .filter(columns::contains)
                .findFirst()
                .orElseThrow(() -> new UserException(table + " has no time to cut by; leave --from and --to out"));
        String cut = between(time, from, to);
        // Events without a time of their own lie in a partition of their own, and are of the day on which they were
        // received.
        if (time.equals("day") && columns.contains("recorded_at")) {
            cut = "(" + cut + " AND day <> '1970-01-01') OR (day = '1970-01-01' AND " + between("at", from, to) + ")";
        }
        return rows + " WHERE " + cut;
    }

    private static List<String> columns(Connection connection, String view) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, view);
            List<String> columns = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
            return columns;
        }
    }

    private static String between(String column, @Nullable LocalDate from, @Nullable LocalDate to) {
        List<String> bounds = new ArrayList<>();
        if (from != null) {
            bounds.add(column + " >= '" + from + "'");
        }
        if (to != null) {
            bounds.add(column + " < '" + to.plusDays(1) + "'");
        }
        return String.join(" AND ", bounds);
    }

    private Source() {}
}
