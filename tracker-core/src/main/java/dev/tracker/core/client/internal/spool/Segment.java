package dev.tracker.core.client.internal.spool;

import java.nio.file.Path;

/** A file of records, and what a look at them would tell. Guarded by the {@link Spool}. */
final class Segment {

    final Path file;
    final long index;

    /** Up to there it holds whole records. */
    long bytes;

    /** Number of the last record; 0 if it has none. */
    long lastNumber;

    /** Bytes of records that may be dropped before any other. */
    long dispensableBytes;

    /** Bytes of records that a newer one has made needless. */
    long supersededBytes;

    Segment(Path file, long index) {
        this.file = file;
        this.index = index;
    }
}
