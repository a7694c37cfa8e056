package dev.tracker.streams.sink.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that this sink has now. The group's callbacks only note what came and went: a new partition stays paused until the database has
 * been asked where to go on, and that may take a while. Used by the sink's thread.
 */
final class OwnedPartitions<B extends RowBuffer> implements ConsumerRebalanceListener {

    private final Map<TopicPartition, OwnedPartition<B>> owned =
            new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));

    private final Consumer<?, ?> consumer;
    private final SinkTable<B> table;
    private final Runnable beforeRevocation;
    private final java.util.function.Consumer<Collection<TopicPartition>> onRevocation;
    private boolean isInGroup;

    /**
     * @param beforeRevocation is done before partitions are given away
     * @param onRevocation is told which
     */
    OwnedPartitions(
            Consumer<?, ?> consumer,
            SinkTable<B> table,
            Runnable beforeRevocation,
            java.util.function.Consumer<Collection<TopicPartition>> onRevocation) {
        this.consumer = consumer;
        this.table = table;
        this.beforeRevocation = beforeRevocation;
        this.onRevocation = onRevocation;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        isInGroup = true;
        for (TopicPartition id : partitions) {
            // Any position will do while it is paused; without one, the consumer looks for the group's and fails if
            // there is none.
            consumer.seek(id, 0);
            owned.put(id, new OwnedPartition<>(id, table));
        }
        consumer.pause(partitions);
    }

    /** What was read and not handed over is dropped: the next owner reads it again. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // The next owner would fence what is being written, which loses nothing but the work.
        beforeRevocation.run();
        partitions.forEach(owned::remove);
        onRevocation.accept(partitions);
    }

    /** To be called on leaving the group. */
    void clear() {
        owned.clear();
        isInGroup = false;
    }

    /** Whether the group has said what this sink gets, be it nothing. */
    boolean isInGroup() {
        return isInGroup;
    }

    OwnedPartition<B> get(TopicPartition id) {
        OwnedPartition<B> partition = owned.get(id);
        if (partition == null) {
            throw new IllegalStateException("records of " + id + ", which is not assigned");
        }
        return partition;
    }

    /** Whether this very claim of the partition still stands. */
    boolean owns(OwnedPartition<B> partition) {
        return owned.get(partition.id()) == partition;
    }

    /** In the order of their numbers. */
    List<OwnedPartition<B>> unclaimed() {
        return select(partition -> !partition.isClaimed());
    }

    /** In the order of their numbers. */
    List<OwnedPartition<B>> claimed() {
        return select(OwnedPartition::isClaimed);
    }

    /** Those with something to write, in the order of their numbers, so that two writers never lock each other out. */
    List<OwnedPartition<B>> dirty() {
        return select(partition -> partition.isClaimed() && partition.isDirty());
    }

    private List<OwnedPartition<B>> select(Predicate<OwnedPartition<B>> predicate) {
        return owned.values().stream().filter(predicate).toList();
    }
}
