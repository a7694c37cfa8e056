package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The history of events: every event id once, by its first copy. Nearly every batch holds only new ids, so rows are first copied straight into the table; if its
 * primary key refuses one of them, the batch takes the way that passes over what is there, and notes what contradicts it.
 */
final class EventTable implements SinkTable<EventRows> {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String STAGE = "tracker_event_stage";
    private static final String MOVE =
            EventRows.COLUMNS.insert("tracker.execution_event", STAGE) + " ON CONFLICT DO NOTHING";

    private static final String DIRECT = "tracker.execution_event (" + EventRows.COLUMNS.names() + ")";

    /** Where one batch repeats events, as in a replay, the next ones are likely to: copying each of them in vain would cost more than it saves. */
    private static final int CAREFUL_BATCHES = 16;

    private final DayPartitions partitions;
    private int carefulBatches;

    EventTable(Supplier<LocalDate> today) {
        this.partitions = DayPartitions.ofEvents(today);
    }

    @Override
    public String name() {
        return Sinks.EVENTS;
    }

    @Override
    public String topic() {
        return Topics.EVENTS;
    }

    @Override
    public EventRows newBuffer() {
        return new EventRows();
    }

    @Override
    public void prepare(Database database, List<EventRows> buffers) throws SQLException {
        Set<LocalDate> days = new TreeSet<>();
        buffers.forEach(buffer -> days.addAll(buffer.days()));
        partitions.ensure(database, days);
    }

    @Override
    public WriteCounts write(Connection connection, List<EventRows> buffers) throws SQLException {
        long staged = buffers.stream().mapToLong(buffer -> buffer.rows().rows()).sum();
        if (staged == 0) {
            return new WriteCounts(0, 0);
        }
        List<CopyRows> rows = buffers.stream().map(EventRows::rows).toList();
        if (carefulBatches > 0) {
            carefulBatches--;
        } else if (copied(connection, rows)) {
            return new WriteCounts(staged, 0);
        } else {
            carefulBatches = CAREFUL_BATCHES;
        }
        long inserted = passOverKnown(connection, rows);
        long conflicts = inserted < staged ? EventConflicts.note(connection, STAGE) : 0;
        return new WriteCounts(inserted, staged - inserted - conflicts, conflicts);
    }

    /** Whether all rows were new. If not, it is as if nothing had been tried. */
    private static boolean copied(Connection connection, List<CopyRows> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Copy.load(connection, DIRECT, rows);
            return true;
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    private static long passOverKnown(Connection connection, List<CopyRows> rows) throws SQLException {
        Copy.createStage(connection, STAGE, EventRows.COLUMNS);
        Copy.stage(connection, STAGE, rows);
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(MOVE);
        }
    }
}
