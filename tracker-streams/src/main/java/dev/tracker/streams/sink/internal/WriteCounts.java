package dev.tracker.streams.sink.internal;

/**
 * What a batch did.
 *
 * @param rows new or changed
 * @param duplicates records that changed nothing
 * @param conflicts records that say something else than what is there under their identity, noted for the first time
 */
record WriteCounts(long rows, long duplicates, long conflicts) {

    WriteCounts(long rows, long duplicates) {
        this(rows, duplicates, 0);
    }
}
