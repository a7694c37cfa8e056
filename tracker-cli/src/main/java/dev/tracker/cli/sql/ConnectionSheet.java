package dev.tracker.cli.sql;

import dev.tracker.cli.look.TerminalText;
import dev.tracker.cli.option.UserException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** How to connect as an analyst, with what people connect with. Passwords are not repeated. */
final class ConnectionSheet {

    private static final String SETTINGS =
            "-c role=tracker_analyst -c search_path=tracker,public -c default_transaction_read_only=on";

    private static final String VIEWS = """
            SELECT relname, obj_description(oid, 'pg_class') FROM pg_class
            WHERE relnamespace = 'tracker'::regnamespace AND relkind = 'v' AND has_table_privilege(oid, 'SELECT') ORDER BY relname""";

    private final String host;
    private final String port;
    private final String database;
    private final String user;

    /**
     * Of the address.
     *
     * @param login the user's name, null where the address names it
     */
    ConnectionSheet(String jdbcUrl, @Nullable String login) {
        Properties parts = Driver.parseURL(jdbcUrl, null);
        if (parts == null) {
            throw new UserException("--jdbc-url must be of the form jdbc:postgresql://HOST:PORT/DATABASE");
        }
        host = parts.getProperty("PGHOST", "localhost");
        port = parts.getProperty("PGPORT", "5432");
        database = parts.getProperty("PGDBNAME", "tracker");
        user = login == null ? parts.getProperty("user", System.getProperty("user.name", "")) : login;
    }

    void print(PrintWriter out) {
        String uri = "postgresql://" + user + "@" + host + ":" + port + "/" + database;
        String options = SETTINGS.replace(" ", "%20").replace("=", "%3D").replace(",", "%2C");
        out.println("Read only, as the role tracker_analyst, which reads the views of the schema tracker:");
        out.println();
        out.println("  here    tracker sql \"SELECT task_id, status, cost_usd FROM tasks\"");
        out.println("  psql    PGOPTIONS='" + SETTINGS + "' psql " + uri);
        out.println("  JDBC    jdbc:postgresql://" + host + ":" + port + "/" + database + "?user=" + user + "&options="
                + options);
        out.println("  Python  psycopg.connect(\"" + uri + "\", options=\"" + SETTINGS + "\")");
        out.println("  DuckDB  ATTACH 'host=" + host + " port=" + port + " dbname=" + database + " user=" + user
                + "' AS tracker (TYPE postgres, READ_ONLY, SCHEMA 'tracker');");
        out.println();
    }

    void printViews(Connection connection, PrintWriter out) throws SQLException {
        out.println("Views (docs/analysts.md; questions and their queries: docs/cookbook.md):");
        out.println();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VIEWS)) {
            while (row.next()) {
                String about = row.getString(2);
                out.printf("  %-16s %s%n", row.getString(1), TerminalText.oneLine(about == null ? "" : about));
            }
        }
    }
}
