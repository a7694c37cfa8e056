package dev.tracker.streams.sink.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Loads rows into a temporary table of the session, from where one statement moves them on. */
final class Copy {

    /** The table is empty again after the transaction. */
    static void createStage(Connection connection, String table, Columns columns) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + table + " (" + columns.definitions()
                    + ") ON COMMIT DELETE ROWS");
        }
    }

    static void load(Connection connection, String table, List<CopyRows> rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY pg_temp." + table + " FROM STDIN (FORMAT binary)");
        try {
            CopyRows.send(copy, rows);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private Copy() {}
}
