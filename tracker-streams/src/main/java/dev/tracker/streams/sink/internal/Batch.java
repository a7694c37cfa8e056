package dev.tracker.streams.sink.internal;

import java.util.List;

/**
 * What goes into the database in one transaction: rows of some partitions and how far these have been read. Not changed once it is made, so it may be written by
 * another thread while more is read.
 *
 * @param parts one for each partition, in the order of their numbers, so that two writers never lock each other out
 */
record Batch<B extends RowBuffer>(List<Part<B>> parts) {

    /**
     * One partition's share.
     *
     * @param partition it was read from
     * @param buffer its rows
     * @param advance up to where, and under which epoch
     */
    record Part<B extends RowBuffer>(OwnedPartition<B> partition, B buffer, OffsetAdvance advance) {}

    Batch {
        parts = List.copyOf(parts);
    }

    List<B> buffers() {
        return parts.stream().map(Part::buffer).toList();
    }

    List<OffsetAdvance> advances() {
        return parts.stream().map(Part::advance).toList();
    }

    long records() {
        return parts.stream().mapToLong(part -> part.buffer().records()).sum();
    }

    long refused() {
        return parts.stream().mapToLong(part -> part.buffer().refused()).sum();
    }
}
