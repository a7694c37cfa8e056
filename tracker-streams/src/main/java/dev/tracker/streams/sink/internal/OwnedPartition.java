package dev.tracker.streams.sink.internal;

import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A partition that the group has assigned to this sink, and what was read of it and not yet handed over to be written. Used by the sink's thread. */
final class OwnedPartition<B extends RowBuffer> {

    private static final long NONE = -1;

    private final TopicPartition id;
    private final SinkTable<B> table;
    private long epoch = NONE;
    private @Nullable UUID topicId;
    private long written = NONE;
    private long handedOver = NONE;
    private long position = NONE;
    private B buffer;

    OwnedPartition(TopicPartition id, SinkTable<B> table) {
        this.id = id;
        this.table = table;
        this.buffer = table.newBuffer();
    }

    TopicPartition id() {
        return id;
    }

    /** Whether it was taken over in the database. Until then nothing may be read of it. */
    boolean isClaimed() {
        return epoch != NONE;
    }

    void claimed(Claim claim) {
        epoch = claim.epoch();
        topicId = claim.topicId();
        written = claim.nextOffset().orElse(NONE);
        handedOver = written;
        position = written;
        buffer = table.newBuffer();
    }

    /** Whether it was taken over as a partition of that topic. */
    boolean isOf(UUID topic) {
        return topic.equals(topicId);
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        buffer.add(record);
        position = record.offset() + 1;
    }

    /** Markers of transactions take offsets too, so this may lie behind the last record's. */
    void readUpTo(long nextOffset) {
        position = nextOffset;
    }

    /** Whether more was read than was handed over to be written. */
    boolean isDirty() {
        return position != handedOver;
    }

    /** What was read since the last time, to be written; reading goes on into a new buffer. */
    Batch.Part<B> handOver() {
        OptionalLong from = written == NONE ? OptionalLong.empty() : OptionalLong.of(written);
        Batch.Part<B> part = new Batch.Part<>(this, buffer, new OffsetAdvance(id.partition(), epoch, from, position));
        handedOver = position;
        buffer = table.newBuffer();
        return part;
    }

    /** What was handed over last is in the database. */
    void committed(OffsetAdvance advance) {
        written = advance.nextOffset();
    }

    B buffer() {
        return buffer;
    }

    /** The first offset not yet in the database, -1 if nothing of the partition was written yet. */
    long written() {
        return written;
    }
}
