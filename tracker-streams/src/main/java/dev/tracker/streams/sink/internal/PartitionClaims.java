package dev.tracker.streams.sink.internal;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims partitions in the database, which fences whoever wrote them before. A claim is of one topic, told from another of the same name by its id. Used by the
 * sink's thread.
 */
final class PartitionClaims<B extends RowBuffer> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionClaims.class);

    private final Consumer<byte[], byte[]> consumer;
    private final OwnedPartitions<B> partitions;
    private final Database database;
    private final SinkOffsets offsets;
    private final TopicIds topicIds;
    private final GroupOffsets groupOffsets;
    private final LogAlarms alarms;

    PartitionClaims(
            Consumer<byte[], byte[]> consumer,
            OwnedPartitions<B> partitions,
            Database database,
            SinkOffsets offsets,
            TopicIds topicIds,
            GroupOffsets groupOffsets,
            LogAlarms alarms) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.database = database;
        this.offsets = offsets;
        this.topicIds = topicIds;
        this.groupOffsets = groupOffsets;
        this.alarms = alarms;
    }

    /** Takes over the partitions that Kafka has given, and goes to where the database stands. */
    void claimNew() throws SQLException {
        List<OwnedPartition<B>> unclaimed = partitions.unclaimed();
        if (unclaimed.isEmpty()) {
            return;
        }
        UUID topicId = topicIds.current();
        Map<OwnedPartition<B>, Claim> claims = database.inTransaction(connection -> {
            Map<OwnedPartition<B>, Claim> made = new HashMap<>();
            for (OwnedPartition<B> partition : unclaimed) {
                made.put(partition, offsets.claim(connection, partition.id().partition(), topicId));
            }
            return made;
        });
        claims.forEach((partition, claim) -> {
            partition.claimed(claim);
            claim.abandoned().ifPresent(offset -> alarms.replaced(partition.id(), offset));
            if (claim.nextOffset().isPresent()) {
                consumer.seek(partition.id(), claim.nextOffset().getAsLong());
                // Its last owner may have died before it could tell.
                groupOffsets.written(partition.id(), claim.nextOffset().getAsLong());
            } else {
                consumer.seekToBeginning(Set.of(partition.id()));
            }
            LOG.info(
                    "The sink {} has taken over {} in epoch {}, from offset {}",
                    offsets.sink(),
                    partition.id(),
                    claim.epoch(),
                    claim.nextOffset().isPresent() ? claim.nextOffset().getAsLong() : "the log's first");
        });
        consumer.resume(claims.keySet().stream().map(OwnedPartition::id).toList());
    }

    /**
     * Ends the alarm of a missing topic where there is one again.
     *
     * @return whether that is another one than was claimed, where offsets mean something else even if they look as if they went on
     */
    boolean watchTopic() {
        UUID current = topicIds.latest();
        if (current == null) {
            return false;
        }
        alarms.topicIsThere();
        return partitions.claimed().stream().anyMatch(partition -> !partition.isOf(current));
    }

    @Override
    public void close() {
        topicIds.close();
    }
}
