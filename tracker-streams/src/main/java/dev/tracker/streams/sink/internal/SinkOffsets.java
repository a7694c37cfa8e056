package dev.tracker.streams.sink.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The positions of one sink in one topic, in the table {@code sink_offset}. Every claim raises the epoch; a batch commits only under the epoch that
 * is there, and only where the batch before it ended. Neither method commits.
 */
final class SinkOffsets {

    private static final String CLAIM = """
            INSERT INTO tracker.sink_offset AS o (sink, topic, partition, epoch, topic_id) VALUES (?, ?, ?, 1, ?)
            ON CONFLICT (sink, topic, partition) DO UPDATE SET epoch = o.epoch + 1, updated_at = now(), topic_id = excluded.topic_id,
            next_offset = CASE WHEN o.topic_id <> excluded.topic_id THEN NULL ELSE o.next_offset END
            RETURNING epoch, next_offset""";

    private static final String BEFORE = """
            SELECT next_offset FROM tracker.sink_offset
            WHERE sink = ? AND topic = ? AND partition = ? AND topic_id <> ? FOR UPDATE""";

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

    String sink() {
        return sink;
    }

    /**
     * Waits for a batch that the previous owner may be committing just now, then shuts it out. A position in another topic of the same name, which is gone, is
     * forgotten: it means nothing in this one.
     */
    Claim claim(Connection connection, int partition, UUID topicId) throws SQLException {
        OptionalLong abandoned = query(connection, BEFORE, partition, topicId, row -> offset(row, "next_offset"))
                .orElse(OptionalLong.empty());
        return query(
                        connection,
                        CLAIM,
                        partition,
                        topicId,
                        row -> new Claim(row.getLong("epoch"), offset(row, "next_offset"), topicId, abandoned))
                .orElseThrow();
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> query(Connection connection, String sql, int partition, UUID topicId, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, sink);
            statement.setString(2, topic);
            statement.setInt(3, partition);
            statement.setObject(4, topicId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
            }
        }
    }

    private static OptionalLong offset(ResultSet row, String column) throws SQLException {
        long offset = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(offset);
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
