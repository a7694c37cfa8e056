package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkSettings;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What was read since the last batch was handed over; the next one, due when it is full or its first record has waited long enough. Used by the sink's thread. */
final class OpenBatch<B extends RowBuffer> {

    private final OwnedPartitions<B> partitions;
    private final SinkSettings settings;
    private final BatchPace pace;
    private final LongSupplier nanoTime;

    private boolean isOpen;
    private long openedAt;

    OpenBatch(OwnedPartitions<B> partitions, SinkSettings settings, BatchPace pace, LongSupplier nanoTime) {
        this.partitions = partitions;
        this.settings = settings;
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    void read(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            partitions
                    .get(new TopicPartition(record.topic(), record.partition()))
                    .read(record);
        }
        records.nextOffsets().forEach((id, next) -> partitions.get(id).readUpTo(next.offset()));
        if (!isOpen && !partitions.dirty().isEmpty()) {
            isOpen = true;
            openedAt = nanoTime.getAsLong();
        }
    }

    /** Whether something was read. */
    boolean isOpen() {
        return isOpen;
    }

    boolean isFull() {
        long records = 0;
        long bytes = 0;
        for (OwnedPartition<B> partition : partitions.claimed()) {
            records += partition.buffer().records();
            bytes += partition.buffer().bytes();
        }
        return records >= settings.batchRecords() || bytes >= settings.batchBytes();
    }

    boolean isDue() {
        return isOpen && (timeLeft().isZero() || isFull());
    }

    /** Until an open one is due, if it does not get full before. */
    Duration timeLeft() {
        Duration left = pace.linger().minusNanos(nanoTime.getAsLong() - openedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** What was read, which is the caller's from now on. */
    Batch<B> handOver() {
        clear();
        return new Batch<>(
                partitions.dirty().stream().map(OwnedPartition::handOver).toList());
    }

    /** Forgets that something was read: it will be read again. */
    void clear() {
        isOpen = false;
    }
}
