package dev.tracker.streams.sink;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own for one test, with Tracker's schema, a login for sinks and one for an analyst. */
public final class TestDatabase {

    /** May do what {@code tracker_sink} may, and nothing else. */
    public static final String SINK_LOGIN = "test_sink";

    public static final String ANALYST_LOGIN = "test_analyst";
    public static final String PASSWORD = "secret";

    private final String jdbcUrl;

    /** @param jdbcUrl of an empty database, with the name and password of its superuser */
    public TestDatabase(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    public TestDatabase migrated() {
        Migrations.migrate(dataSource());
        for (String login : List.of(SINK_LOGIN, ANALYST_LOGIN)) {
            execute("DO $$ BEGIN CREATE ROLE " + login + " LOGIN PASSWORD '" + PASSWORD
                    + "'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            execute("GRANT " + login.replace("test_", "tracker_") + " TO " + login);
        }
        return this;
    }

    public String superuserUrl() {
        return jdbcUrl;
    }

    /** Without a name and password. */
    public String url() {
        return jdbcUrl.replaceFirst("\\?.*", "");
    }

    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        return source;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    public Connection connectAs(String login) throws SQLException {
        return DriverManager.getConnection(url(), login, PASSWORD);
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Each row as its values in text, separated by blanks. */
    public List<String> rows(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringJoiner row = new StringJoiner(" ");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long count(String table) {
        return Long.parseLong(rows("SELECT count(*) FROM " + table).get(0));
    }
}
