package dev.tracker.streams.sink.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The positions of one sink in one topic, in the table {@code sink_offset}. Every claim raises the epoch; a batch commits only under the epoch that
 * is there. Neither method commits.
 */
final class SinkOffsets {

    private static final String CLAIM = """
            INSERT INTO tracker.sink_offset AS o (sink, topic, partition, epoch) VALUES (?, ?, ?, 1)
            ON CONFLICT (sink, topic, partition) DO UPDATE SET epoch = o.epoch + 1, updated_at = now()
            RETURNING epoch, next_offset""";

    private static final String ADVANCE = """
            UPDATE tracker.sink_offset o SET next_offset = b.next_offset, updated_at = now()
            FROM unnest(?::int[], ?::bigint[], ?::bigint[]) AS b (partition, epoch, next_offset)
            WHERE o.sink = ? AND o.topic = ? AND o.partition = b.partition AND o.epoch = b.epoch""";

    private final String sink;
    private final String topic;

    SinkOffsets(String sink, String topic) {
        this.sink = sink;
        this.topic = topic;
    }

    /** Waits for a batch that the previous owner may be committing just now, then shuts it out. */
    Claim claim(Connection connection, int partition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, sink);
            statement.setString(2, topic);
            statement.setInt(3, partition);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long next = row.getLong("next_offset");
                return new Claim(row.getLong("epoch"), row.wasNull() ? OptionalLong.empty() : OptionalLong.of(next));
            }
        }
    }

    /** @throws FencedException if any of the partitions has a newer owner; the caller must roll back */
    void advance(Connection connection, List<OffsetAdvance> batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setArray(1, array(connection, "int4", batch.stream().map(OffsetAdvance::partition)));
            statement.setArray(2, array(connection, "int8", batch.stream().map(OffsetAdvance::epoch)));
            statement.setArray(3, array(connection, "int8", batch.stream().map(OffsetAdvance::nextOffset)));
            statement.setString(4, sink);
            statement.setString(5, topic);
            int held = statement.executeUpdate();
            if (held != batch.size()) {
                throw new FencedException("of " + batch.size() + " partitions of " + topic + " " + (batch.size() - held)
                        + " have been taken over by another sink");
            }
        }
    }

    private static java.sql.Array array(Connection connection, String type, java.util.stream.Stream<?> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
