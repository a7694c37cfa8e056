package dev.tracker.cli.sql;

import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.UserException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Connections of analysts: one read-only transaction, in the role {@code tracker_analyst} where the login may take it, so that a superuser sees what analysts see. It saves
 * from accidents; what nobody gets past are the login's rights.
 */
final class AnalystConnection {

    /** Unknown role; unknown schema; unknown view. */
    private static final String NOT_MIGRATED = "42704 3F000 42P01";

    /**
     * Connects.
     *
     * @param timeoutSeconds how long a statement may take, 0 for as long as it wants
     * @throws SQLException if there is no database, or it has no such login
     */
    static Connection open(DatabaseOptions database, DataOption data, int timeoutSeconds) throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(data), database.properties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = on");
            statement.execute("SET statement_timeout = '" + timeoutSeconds + "s'");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET search_path = tracker, public");
            try (ResultSet row = statement.executeQuery(
                    "SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = 'tracker_analyst'")) {
                if (!row.next()) {
                    throw new UserException("the database has no schema of Tracker; run `tracker migrate` first");
                }
                if (row.getBoolean(1)) {
                    statement.execute("SET ROLE tracker_analyst");
                }
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The same failure with what to do about it, where that is known. */
    static UserException explained(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String hint = switch (state) {
            case "57014" -> "; it took longer than --timeout";
            case "42501" -> "; analysts read the views of schema tracker, which `tracker sql` lists";
            case "25006" -> "; `tracker sql` and `tracker export` read only";
            default -> NOT_MIGRATED.contains(state) ? "; `tracker sql` lists the views" : "";
        };
        return new UserException("PostgreSQL: " + failure.getMessage() + hint, failure);
    }

    private AnalystConnection() {}
}
