package dev.tracker.streams.sink.internal;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A partition that the group has assigned to this sink, and what was read of it since the last commit. Used by the sink's thread. */
final class OwnedPartition<B extends RowBuffer> {

    private static final long NONE = -1;

    private final TopicPartition id;
    private final SinkTable<B> table;
    private long epoch = NONE;
    private long written = NONE;
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
        written = claim.nextOffset().orElse(NONE);
        position = written;
        buffer = table.newBuffer();
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        buffer.add(record);
        position = record.offset() + 1;
    }

    /** Markers of transactions take offsets too, so this may lie behind the last record's. */
    void readUpTo(long nextOffset) {
        position = nextOffset;
    }

    /** Whether more was read than is written. */
    boolean isDirty() {
        return position != written;
    }

    OffsetAdvance advance() {
        return new OffsetAdvance(id.partition(), epoch, position);
    }

    void committed() {
        written = position;
        buffer = table.newBuffer();
    }

    B buffer() {
        return buffer;
    }

    /** The first offset not yet in the database, -1 if nothing of the partition was written yet. */
    long written() {
        return written;
    }
}
