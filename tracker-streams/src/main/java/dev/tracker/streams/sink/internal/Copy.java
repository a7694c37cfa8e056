package dev.tracker.streams.sink.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Loads rows by {@code COPY}: into a table, or into a temporary one of the session, from where one statement moves them on. */
final class Copy {

    /** The table is empty again after the transaction. Rows stay whole in it: packing them and then again would be work for nothing. */
    static void createStage(Connection connection, String table, Columns columns) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + table + " (" + columns.definitions()
                    + ") WITH (toast_tuple_target = 8160) ON COMMIT DELETE ROWS");
        }
    }

    static void stage(Connection connection, String table, List<CopyRows> rows) throws SQLException {
        load(connection, "pg_temp." + table, rows);
    }

    /** @param target the table, with its columns where it has others besides */
    static void load(Connection connection, String target, List<CopyRows> rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + target + " FROM STDIN (FORMAT binary)");
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
