package dev.tracker.streams.sink.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The positions of one sink in one topic, in the table {@code sink_offset}. Every claim raises the epoch; a batch commits only under the epoch that
 * is there, and only where the batch before it ended. Neither method commits.
 */
final class SinkOffsets {

    private static final String CLAIM = """
            INSERT INTO tracker.sink_offset AS o (sink, topic, partition, epoch) VALUES (?, ?, ?, 1)
            ON CONFLICT (sink, topic, partition) DO UPDATE SET epoch = o.epoch + 1, updated_at = now()
            RETURNING epoch, next_offset""";

    private static final String ADVANCE = """
            UPDATE tracker.sink_offset o SET next_offset = b.next_offset, updated_at = now()
            FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[]) AS b (partition, epoch, from_offset, next_offset)
            WHERE o.sink = ? AND o.topic = ? AND o.partition = b.partition AND o.epoch = b.epoch
            AND (o.next_offset IS NOT DISTINCT FROM b.from_offset OR o.next_offset = b.next_offset)""";

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
                long epoch = row.getLong("epoch");
                long next = row.getLong("next_offset");
                return new Claim(epoch, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(next));
            }
        }
    }

    /**
     * A partition may stand where the batch begins or, if the answer to the batch's own commit was lost, already behind it. Anywhere else the database has forgotten
     * what it once committed: it crashed without {@code synchronous_commit}, or a standby has taken over that had not heard of it.
     *
     * @throws FencedException if any of the partitions has a newer owner or stands elsewhere; the caller must roll back, and claim them anew
     */
    void advance(Connection connection, List<OffsetAdvance> batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setArray(1, array(connection, "int4", batch.stream().map(OffsetAdvance::partition)));
            statement.setArray(2, array(connection, "int8", batch.stream().map(OffsetAdvance::epoch)));
            statement.setArray(3, array(connection, "int8", batch.stream().map(SinkOffsets::from)));
            statement.setArray(4, array(connection, "int8", batch.stream().map(OffsetAdvance::nextOffset)));
            statement.setString(5, sink);
            statement.setString(6, topic);
            int held = statement.executeUpdate();
            if (held != batch.size()) {
                throw new FencedException("of " + batch.size() + " partitions of " + topic + " " + (batch.size() - held)
                        + " have been taken over by another sink, or stand elsewhere than when this one last wrote");
            }
        }
    }

    private static @Nullable Long from(OffsetAdvance advance) {
        return advance.from().isPresent() ? advance.from().getAsLong() : null;
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
