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
 * Sees to it that the days of events have partitions, and those to come already before they do. Asks the database once a day and process for each
 * day of events; the database decides for which days it makes one. Used by one thread.
 */
final class EventPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(EventPartitions.class);

    private static final int DAYS_AHEAD = 2;

    /** A partition takes half a dozen locks, and the server's table of locks is small. */
    private static final int DAYS_PER_TRANSACTION = 16;

    /** Events may claim any day of ten thousand years. */
    private static final int MAX_REMEMBERED = 10_000;

    private final Supplier<LocalDate> today;
    private final Set<LocalDate> asked = new HashSet<>();
    private LocalDate askedOn = LocalDate.MIN;

    EventPartitions(Supplier<LocalDate> today) {
        this.today = today;
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
    private static void analyze(Database database) {
        try {
            database.inTransaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("SELECT tracker.analyze_events()");
                }
            });
        } catch (SQLException e) {
            LOG.warn("The statistics of tracker.execution_event were not renewed: {}", e.toString());
        }
    }

    private static boolean create(Connection connection, List<LocalDate> days) throws SQLException {
        Array array = connection.createArrayOf(
                "date", days.stream().map(LocalDate::toString).toArray());
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT tracker.ensure_event_partition(day) FROM unnest(?::date[]) AS wanted (day)")) {
            statement.setArray(1, array);
            return statement.execute();
        } finally {
            array.free();
        }
    }
}
