package dev.tracker.streams.retention;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.sink.internal.Sinks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** How far the sinks have come, by the database's own word, against what Kafka received by a given time. */
public final class SinkPositions {

    private static final Map<String, String> TOPICS =
            Map.of(Sinks.EVENTS, Topics.EVENTS, Sinks.SNAPSHOTS, Topics.SNAPSHOTS);

    private static final String NEXT =
            "SELECT partition, coalesce(next_offset, 0) FROM tracker.sink_offset WHERE sink = ? AND topic = ?";

    private final Admin admin;

    /** @param admin stays the caller's to close */
    public SinkPositions(Admin admin) {
        this.admin = admin;
    }

    /**
     * Which sink has yet to write records from before the day, in words; null if none has.
     *
     * @throws KafkaException if Kafka can't be asked
     * @throws SQLException if the database can't
     */
    @Nullable
    String unwrittenBefore(LocalDate day, Connection connection) throws SQLException, InterruptedException {
        long time = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        for (Map.Entry<String, String> sink : new TreeMap<>(TOPICS).entrySet()) {
            long behind = 0;
            Map<Integer, Long> next = next(connection, sink.getKey(), sink.getValue());
            for (Map.Entry<Integer, Long> end : ends(sink.getValue(), time).entrySet()) {
                behind += Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L));
            }
            if (behind > 0) {
                return "the sink " + sink.getKey() + " has yet to take " + behind
                        + " records that Kafka received before " + day;
            }
        }
        return null;
    }

    private static Map<Integer, Long> next(Connection connection, String sink, String topic) throws SQLException {
        Map<Integer, Long> next = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(NEXT)) {
            query.setString(1, sink);
            query.setString(2, topic);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    next.put(row.getInt(1), row.getLong(2));
                }
            }
        }
        return next;
    }

    /** By partition, the offset behind the last record that was received before the time; 0 where there is none. */
    private Map<Integer, Long> ends(String topic, long time) throws InterruptedException {
        try {
            TopicDescription description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            List<TopicPartitionInfo> partitions = description == null ? List.of() : description.partitions();
            Map<TopicPartition, Long> first = offsets(topic, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> at = offsets(topic, partitions, OffsetSpec.forTimestamp(time));
            Map<TopicPartition, Long> last = offsets(topic, partitions, OffsetSpec.latest());
            Map<Integer, Long> ends = new HashMap<>();
            at.forEach((partition, offset) -> {
                long end = offset >= 0 ? offset : last.getOrDefault(partition, 0L);
                boolean isEmpty = end <= first.getOrDefault(partition, 0L);
                ends.put(partition.partition(), isEmpty ? 0L : end);
            });
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException("could not look up how far the sinks have come: " + e.getCause(), e);
        }
    }

    /** Negative where the partition has no such record. */
    private Map<TopicPartition, Long> offsets(String topic, List<TopicPartitionInfo> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(new TopicPartition(topic, partition.partition()), spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
