package dev.tracker.streams.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Gives existing logins a role, with the settings that go with it. May be done again at any time. */
public final class DatabaseLogins {

    /**
     * In one transaction.
     *
     * @throws SQLException if there is no such login, or if the connection's user may not change it
     */
    public static void grant(DataSource database, DatabaseRole role, String login) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : role.statements(statement.enquoteIdentifier(login, false))) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    /** The same as text, for an administrator with more rights. */
    public static List<String> statements(DatabaseRole role, String login) {
        return role.statements('"' + login.replace("\"", "\"\"") + '"');
    }

    private DatabaseLogins() {}
}
