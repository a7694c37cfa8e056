package dev.tracker.streams.sink.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group's offsets in Kafka, which follow those in the database so that tools for lag have something to show: nobody resumes from them. What Kafka did not take is offered again, because after
 * the last event nothing else would. Used by the sink's thread, which also calls the answers.
 */
final class GroupOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);
    private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final Consumer<?, ?> consumer;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, OffsetAndMetadata> owed = new HashMap<>();
    private boolean isUnderWay;
    private boolean hasFailed;
    private long failedAt;

    GroupOffsets(Consumer<?, ?> consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
    }

    /** The database has everything of the partition below that offset. */
    void written(TopicPartition id, long nextOffset) {
        owed.put(id, new OffsetAndMetadata(nextOffset));
    }

    /** These are somebody else's to tell of. */
    void forget(Collection<TopicPartition> ids) {
        owed.keySet().removeAll(ids);
    }

    void forgetAll() {
        owed.clear();
    }

    /** Tells Kafka what it does not know yet, without waiting. */
    void tell() {
        if (owed.isEmpty() || isUnderWay || (hasFailed && nanoTime.getAsLong() - failedAt < AGAIN_NANOS)) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> told = Map.copyOf(owed);
        isUnderWay = true;
        consumer.commitAsync(told, (offsets, error) -> {
            isUnderWay = false;
            hasFailed = error != null;
            if (error == null) {
                told.forEach(owed::remove);
            } else {
                failedAt = nanoTime.getAsLong();
                LOG.debug("The group's offsets were not committed", error);
            }
        });
    }
}
