package dev.tracker.embedded;

import dev.tracker.embedded.internal.DirectoryLock;
import dev.tracker.embedded.internal.Ports;
import dev.tracker.embedded.internal.PostgresBinaries;
import dev.tracker.embedded.internal.PostgresServer;
import dev.tracker.embedded.internal.RunAs;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 18 server beside this process, listening on 127.0.0.1 only, for root as for any user. Its folder keeps the
 * data; a server that a killed process left on it is stopped before a new one starts. Every local user may connect as
 * {@code postgres} without a password: it is made for development and tests.
 *
 * <p>Safe for use by many threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final DirectoryLock lock;
    private final PostgresServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(DirectoryLock lock, PostgresServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server and returns once it takes connections.
     *
     * @param directory where it keeps its data ({@code data}) and its log ({@code server.log}); created if missing
     * @param port 0 to 65535, 0 for any free one
     * @throws EmbeddedServerException if the port is taken, the folder is locked, or the server fails to start
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * The same with further settings of the server, by PostgreSQL's names. Files that they name must lie in the folder.
     *
     * @throws EmbeddedServerException if the port is taken, the folder is locked, or the server fails to start
     */
    public static EmbeddedDatabase start(Path directory, int port, Map<String, String> settings) {
        Path absolute = directory.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.claim(absolute);
        try {
            PostgresServer server = new PostgresServer(PostgresBinaries.home(), absolute, RunAs.detect());
            // Before the port is looked at: the orphan may be what holds it.
            if (server.stopOrphan()) {
                LOG.info("Stopped a PostgreSQL that an earlier run left behind in {}", absolute);
            }
            int free = Ports.claim(port, "PostgreSQL");
            server.initialise();
            server.start(free, settings);
            return new EmbeddedDatabase(lock, server, free);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** Where {@code database} is, with the superuser's name. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + Ports.HOST + ":" + port + "/" + database + "?user=postgres";
    }

    /**
     * Makes a database unless there is one of that name.
     *
     * @throws EmbeddedServerException if the server refuses
     */
    public void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"))) {
            if (!exists(connection, name)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
                }
            }
        } catch (SQLException e) {
            throw new EmbeddedServerException("The database " + name + " could not be made: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Stops the server, ending its sessions, and releases its folder. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            server.stop();
        } finally {
            lock.close();
        }
    }
}
