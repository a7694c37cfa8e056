package dev.tracker.streams.retention;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Drops the partitions of {@code execution_event} and {@code task_snapshot} that hold nothing younger than a given day. Each goes in a transaction of its own,
 * under a lock that is waited for briefly and asked for again: sinks and analysts are held up for {@link #LOCK_SECONDS} at a time at the most. Runs on one thread.
 */
public final class Retention {

    /** How long a lock is waited for, in seconds. Meanwhile those who come later wait, too. */
    private static final int LOCK_SECONDS = 2;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Lock not available in time, deadlock. */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01");

    private final Connection connection;
    private final Duration patience;

    /**
     * Takes the connection over.
     *
     * @param connection of a login that has the role of the migrator
     * @param patience how long to go on asking for one lock
     * @throws SQLException if the login has not the right
     */
    public Retention(Connection connection, Duration patience) throws SQLException {
        this.connection = connection;
        this.patience = patience;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE tracker_migrator");
            statement.execute("SET lock_timeout = '" + LOCK_SECONDS + "s'");
            statement.execute("SET TimeZone = 'UTC'");
        }
        connection.commit();
    }

    /** What a run would drop. */
    public RetentionReport plan(LocalDate keptFrom) throws SQLException {
        List<DayPartition> expired = new ArrayList<>(DayPartition.before(connection, keptFrom));
        for (DefaultPartition each : DefaultPartition.values()) {
            DayPartition rest = each.expired(connection, keptFrom);
            if (rest.rows() > 0) {
                expired.add(rest);
            }
        }
        long undated = undatedBytes();
        connection.rollback();
        return new RetentionReport(keptFrom, expired, null, undated);
    }

    /**
     * Drops it.
     *
     * @param positions asked whether sinks have yet to write what is to go; null to drop without asking
     * @return what was dropped, or why not
     * @throws KafkaException if the positions can't be compared; nothing was dropped
     * @throws SQLException if the database fails or a lock can't be had; what was dropped before stays dropped, and the run is on record as failed
     */
    public RetentionReport run(LocalDate keptFrom, @Nullable SinkPositions positions)
            throws SQLException, InterruptedException {
        if (!isOnlyOne()) {
            return new RetentionReport(keptFrom, List.of(), "another run is at work", 0);
        }
        RunRecord record = RunRecord.begin(connection, keptFrom);
        String refusal = positions == null ? null : unwritten(positions, keptFrom, record);
        if (refusal != null) {
            record.end("refused", refusal);
            return new RetentionReport(keptFrom, List.of(), refusal, 0);
        }
        List<DayPartition> dropped = new ArrayList<>();
        try {
            for (DayPartition partition : DayPartition.before(connection, keptFrom)) {
                inTransaction(() -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("DROP TABLE tracker." + statement.enquoteIdentifier(partition.table(), true));
                    }
                    record.dropped(partition);
                });
                dropped.add(partition);
            }
            for (DefaultPartition each : DefaultPartition.values()) {
                DayPartition rest = each.expired(connection, keptFrom);
                if (rest.rows() > 0) {
                    inTransaction(() -> {
                        each.replace(connection, keptFrom);
                        record.dropped(rest);
                    });
                    dropped.add(rest);
                }
            }
            long undated = undatedBytes();
            record.end("done", null);
            return new RetentionReport(keptFrom, dropped, null, undated);
        } catch (SQLException e) {
            noteFailure(record, e);
            throw e;
        }
    }

    private @Nullable String unwritten(SinkPositions positions, LocalDate keptFrom, RunRecord record)
            throws SQLException, InterruptedException {
        try {
            return positions.unwrittenBefore(keptFrom, connection);
        } catch (KafkaException e) {
            record.end("refused", e.getMessage());
            throw e;
        }
    }

    private void noteFailure(RunRecord record, SQLException failure) {
        try {
            connection.rollback();
            record.end("failed", failure.getMessage());
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Held until the connection ends, so also where this process is killed. */
    private boolean isOnlyOne() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_try_advisory_lock(hashtextextended('tracker.retention', 0))")) {
            row.next();
            boolean isOnlyOne = row.getBoolean(1);
            connection.commit();
            return isOnlyOne;
        }
    }

    private long undatedBytes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_total_relation_size('tracker.execution_event_undated')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Work that may be tried again from its beginning. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                work.run();
                connection.commit();
                return;
            } catch (SQLException e) {
                connection.rollback();
                if (!IN_THE_WAY.contains(String.valueOf(e.getSQLState())) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
