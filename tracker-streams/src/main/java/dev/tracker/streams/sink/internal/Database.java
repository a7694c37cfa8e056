package dev.tracker.streams.sink.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tracker.streams.sink.SinkSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small pool of connections whose every use has an end: a server that hangs, however it does, costs at most twice the timeout. Thread-safe.
 */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long MAX_CONNECT_MS = 5_000;
    /** The least that the pool accepts. */
    private static final long MIN_POOL_TIMEOUT_MS = 250;

    private final HikariDataSource pool;
    private final Duration timeout;
    private final ScheduledExecutorService watchdog;

    /** Connects to nothing yet, so the server may be away. */
    Database(SinkSettings settings, String name) {
        timeout = settings.databaseTimeout();
        pool = new HikariDataSource(config(settings, name));
        watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tracker-sink-" + name + "-watchdog");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static HikariConfig config(SinkSettings settings, String name) {
        long timeoutMs = settings.databaseTimeout().toMillis();
        long connectMs = Math.max(MIN_POOL_TIMEOUT_MS, Math.min(timeoutMs, MAX_CONNECT_MS));
        long seconds = Math.max(1, (timeoutMs + 999) / 1000);
        HikariConfig config = new HikariConfig();
        config.setPoolName("tracker-sink-" + name);
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        // The writer, a claim meanwhile, and what works beside them.
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        // The fence of an epoch relies on an UPDATE seeing what was committed while it waited for the row.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(connectMs);
        config.setValidationTimeout(connectMs);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", Long.toString(Math.max(1, connectMs / 1000)));
        config.addDataSourceProperty("loginTimeout", Long.toString(Math.max(1, connectMs / 1000)));
        config.addDataSourceProperty("socketTimeout", Long.toString(seconds));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("stringtype", "unspecified");
        config.addDataSourceProperty("ApplicationName", "tracker-sink-" + name);
        // Should this process stop for a while, the server must not hold its locks against the sink that takes over.
        config.addDataSourceProperty(
                "options",
                "-c TimeZone=UTC -c statement_timeout=" + timeoutMs + " -c lock_timeout=" + Math.max(50, timeoutMs / 2)
                        + " -c idle_in_transaction_session_timeout=" + 2 * timeoutMs);
        return config;
    }

    /** Work within one transaction. Must not commit. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does the work and commits. An error from it rolls back; an error from the commit itself leaves open whether it took place, so the work must be
     * such that doing it again is right in both cases.
     */
    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Future<?> guard = watchdog.schedule(() -> abort(connection), 2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                guard.cancel(false);
            }
        }
    }

    /** The socket's timeout ends only reads. A write into the full buffers of a server that hangs ends by this. */
    private static void abort(Connection connection) {
        LOG.warn("The database took too long over a transaction; its connection is cut");
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.warn("A connection could not be cut", e);
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        pool.close();
    }
}
