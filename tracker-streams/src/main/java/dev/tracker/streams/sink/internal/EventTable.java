package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The history of events: every event id once, by its first copy. */
final class EventTable implements SinkTable<EventRows> {

    private static final String STAGE = "tracker_event_stage";
    private static final String MOVE =
            EventRows.COLUMNS.insert("tracker.execution_event", STAGE) + " ON CONFLICT DO NOTHING";

    private final EventPartitions partitions;

    EventTable(Supplier<LocalDate> today) {
        this.partitions = new EventPartitions(today);
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
        Copy.createStage(connection, STAGE, EventRows.COLUMNS);
        Copy.load(connection, STAGE, buffers.stream().map(EventRows::rows).toList());
        try (Statement statement = connection.createStatement()) {
            long inserted = statement.executeLargeUpdate(MOVE);
            return new WriteCounts(inserted, staged - inserted);
        }
    }
}
