package dev.tracker.bench.run;

import dev.tracker.embedded.EmbeddedDatabase;
import dev.tracker.streams.sink.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, in processes of its own, with a fresh database for each run. */
public final class DatabaseServer implements AutoCloseable {

    /** Unlike child JVMs, a server does not notice that this process has ended. */
    private static final Set<EmbeddedDatabase> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(EmbeddedDatabase::close), "stop-databases"));
    }

    private final EmbeddedDatabase server;
    private int made;

    private DatabaseServer(EmbeddedDatabase server) {
        this.server = server;
    }

    /** Starts one that keeps its data below the folder. */
    public static DatabaseServer start(Path folder) {
        EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("postgres"), 0);
        RUNNING.add(server);
        return new DatabaseServer(server);
    }

    /** Makes a database with Tracker's schema and returns its URL. */
    public String freshDatabase() {
        String name = "bench_" + made++;
        server.createDatabase(name);
        String url = server.jdbcUrl(name);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        Migrations.migrate(source);
        return url;
    }

    /** Removes a database, so that what later runs meet does not grow. */
    public void drop(String url) {
        String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new BenchException("the database " + name + " could not be removed: " + e.getMessage(), e);
        }
    }

    /** Writes out what lies in memory, so that no subject pays for the one before it. */
    public void checkpoint() {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new BenchException("no checkpoint: " + e.getMessage(), e);
        }
    }

    /** Bytes of write-ahead log that the server has ever written. */
    public long walBytes() {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getBigDecimal(1).longValue();
        } catch (SQLException e) {
            throw new BenchException("the volume of the write-ahead log is not to be had: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.close();
        RUNNING.remove(server);
    }
}
