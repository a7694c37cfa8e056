package dev.tracker.cli.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One statement that gives rows. It runs as a part of another one, so that several, or one that changes something, do not parse: the driver would run them in a
 * row, a COMMIT among them. That saves from accidents and keeps out nobody who means it; what a login may not do is up to its rights.
 */
final class Query {

    /** Rows in memory at a time. Events have at most 1 MiB and are far smaller as a rule. */
    private static final int ROWS_AT_A_TIME = 500;

    private final String sql;

    /** @param sql a SELECT, VALUES, TABLE or WITH; a semicolon at its end is let go */
    Query(String sql) {
        this.sql = sql.strip().replaceFirst("(\\s*;)+$", "");
    }

    /** Makes a writer for an answer's columns. */
    @FunctionalInterface
    interface Form {
        RowWriter of(List<Column> columns) throws IOException;
    }

    /**
     * Hands out the rows, however many, with few of them in memory.
     *
     * @param most rows to hand out at the most, 0 for all
     * @param progress told the number of rows now and then
     * @return how many rows there were, one more than {@code most} if some were left out
     */
    long run(Connection connection, long most, Form form, LongConsumer progress) throws SQLException, IOException {
        String limit = most == 0 ? "" : " LIMIT " + (most + 1);
        // On a line of its own: the query may end in a comment.
        String whole = "SELECT * FROM (" + sql + "\n) AS query" + limit;
        try (Statement statement = connection.createStatement()) {
            // A question mark is an operator for JSON, not a place for a value.
            statement.setEscapeProcessing(false);
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet rows = statement.executeQuery(whole)) {
                List<Column> columns = Column.of(rows.getMetaData());
                long count = 0;
                try (RowWriter writer = form.of(columns)) {
                    while (rows.next()) {
                        count++;
                        if (most > 0 && count > most) {
                            break;
                        }
                        writer.row(values(rows, columns));
                        progress.accept(count);
                    }
                }
                return count;
            }
        }
    }

    private static @Nullable Object[] values(ResultSet rows, List<Column> columns) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Value.read(rows, i + 1, columns.get(i).kind());
        }
        return values;
    }
}
