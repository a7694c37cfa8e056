package dev.tracker.streams.sink.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the days of a table's rows have partitions, and those to come already before they do. Asks the database once a day and process for each
 * day that occurs; the database decides for which days it makes one. Used by one thread.
 */
final class DayPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(DayPartitions.class);

    private static final int DAYS_AHEAD = 2;

    /** A partition takes half a dozen locks, and the server's table of locks is small. */
    private static final int DAYS_PER_TRANSACTION = 16;

    /** Rows may claim any day of ten thousand years. */
    private static final int MAX_REMEMBERED = 10_000;

    private final String ensure;
    private final String analyze;
    private final Supplier<LocalDate> today;
    private final Set<LocalDate> asked = new HashSet<>();
    private LocalDate askedOn = LocalDate.MIN;

    private DayPartitions(String what, String several, Supplier<LocalDate> today) {
        this.ensure = "SELECT tracker.ensure_" + what + "_partition(day) FROM unnest(?::date[]) AS wanted (day)";
        this.analyze = "SELECT tracker.analyze_" + several + "()";
        this.today = today;
    }

    /** Of {@code execution_event}. */
    static DayPartitions ofEvents(Supplier<LocalDate> today) {
        return new DayPartitions("event", "events", today);
    }

    /** Of {@code task_snapshot}. */
    static DayPartitions ofSnapshots(Supplier<LocalDate> today) {
        return new DayPartitions("snapshot", "snapshots", today);
    }

    void ensure(Database database, Collection<LocalDate> days) throws SQLException {
        LocalDate now = today.get();
        boolean isNewDay = !now.equals(askedOn);
        if (!now.equals(askedOn) || asked.size() > MAX_REMEMBERED) {
            asked.clear();
            askedOn = now;
        }
        TreeSet<LocalDate> wanted = new TreeSet<>(days);
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            wanted.add(now.plusDays(ahead));
        }
        wanted.removeAll(asked);
        List<LocalDate> missing = new ArrayList<>(wanted);
        for (int from = 0; from < missing.size(); from += DAYS_PER_TRANSACTION) {
            List<LocalDate> some = missing.subList(from, Math.min(missing.size(), from + DAYS_PER_TRANSACTION));
            database.inTransaction(connection -> create(connection, some));
            asked.addAll(some);
        }
        if (isNewDay) {
            analyze(database);
        }
    }

    /** Autovacuum looks at each day's partition and never at the whole. Slow or bad plans of analysts are no reason to stop writing. */
    private void analyze(Database database) {
        try {
            database.inTransaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(analyze);
                }
            });
        } catch (SQLException e) {
            LOG.warn("Statistics were not renewed by {}: {}", analyze, e.toString());
        }
    }

    private boolean create(Connection connection, List<LocalDate> days) throws SQLException {
        Array array = connection.createArrayOf(
                "date", days.stream().map(LocalDate::toString).toArray());
        try (PreparedStatement statement = connection.prepareStatement(ensure)) {
            statement.setArray(1, array);
            return statement.execute();
        } finally {
            array.free();
        }
    }
}
