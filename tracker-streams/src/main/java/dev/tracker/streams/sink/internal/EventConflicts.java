package dev.tracker.streams.sink.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Events that contradict another one of the same id, in the table {@code event_conflict}: noted in the transaction of their batch, published as dead letters later.
 * None of the methods commits.
 */
final class EventConflicts {

    /**
     * A conflict that was noted.
     *
     * @param partition of the event that came second
     * @param offset of the same
     * @param eventId that both have
     * @param firstPartition of the event that was there
     * @param firstOffset of the same
     */
    record Conflict(int partition, long offset, UUID eventId, int firstPartition, long firstOffset) {}

    /**
     * One look at the key a row that was passed over, whatever the planner thinks of a table without statistics: a join could choose to read the whole history. A row
     * meets itself where the batch is written a second time.
     */
    private static final String NOTE = """
            INSERT INTO tracker.event_conflict
                (source_partition, source_offset, event_id, task_id, recorded_at, first_partition, first_offset)
            SELECT s.source_partition, s.source_offset, s.event_id, s.task_id, s.recorded_at, e.source_partition, e.source_offset
            FROM pg_temp.%s s
            CROSS JOIN LATERAL (
                SELECT source_partition, source_offset, payload FROM tracker.execution_event
                WHERE day = s.day AND event_id = s.event_id LIMIT 1) e
            WHERE (e.source_partition <> s.source_partition OR e.source_offset <> s.source_offset) AND e.payload <> s.payload
                AND tracker.without_estimate(e.payload) <> tracker.without_estimate(s.payload)
            ON CONFLICT DO NOTHING""";

    private static final String UNPUBLISHED = """
            SELECT source_partition, source_offset, event_id, first_partition, first_offset FROM tracker.event_conflict
            WHERE published_at IS NULL ORDER BY source_partition, source_offset LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String PUBLISHED = """
            UPDATE tracker.event_conflict c SET published_at = now()
            FROM unnest(?::int[], ?::bigint[], ?::uuid[]) AS p (source_partition, source_offset, event_id)
            WHERE c.source_partition = p.source_partition AND c.source_offset = p.source_offset AND c.event_id = p.event_id""";

    private static final String FORGET =
            "DELETE FROM tracker.event_conflict WHERE published_at < now() - interval '30 days'";

    /** Notes those of the staged rows that say something else than the row that has their id; gives how many of them are new. */
    static long note(Connection connection, String stage) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(NOTE.formatted(stage));
        }
    }

    /** Some of those that are still to be published and that no other sink is at, locked until the transaction's end. */
    static List<Conflict> unpublished(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNPUBLISHED)) {
            statement.setInt(1, most);
            List<Conflict> conflicts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    conflicts.add(new Conflict(
                            rows.getInt(1),
                            rows.getLong(2),
                            rows.getObject(3, UUID.class),
                            rows.getInt(4),
                            rows.getLong(5)));
                }
            }
            return conflicts;
        }
    }

    /** Their letters are in Kafka. What was published long ago is forgotten, as Kafka forgets the letters. */
    static void published(Connection connection, List<Conflict> conflicts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUBLISHED);
                Statement forget = connection.createStatement()) {
            statement.setArray(1, array(connection, "int4", conflicts, Conflict::partition));
            statement.setArray(2, array(connection, "int8", conflicts, Conflict::offset));
            statement.setArray(3, array(connection, "uuid", conflicts, Conflict::eventId));
            statement.executeUpdate();
            forget.executeUpdate(FORGET);
        }
    }

    private static Array array(
            Connection connection, String type, List<Conflict> conflicts, Function<Conflict, Object> field)
            throws SQLException {
        return connection.createArrayOf(type, conflicts.stream().map(field).toArray());
    }

    private EventConflicts() {}
}
