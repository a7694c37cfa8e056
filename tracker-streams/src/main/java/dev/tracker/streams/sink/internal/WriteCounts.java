package dev.tracker.streams.sink.internal;

/**
 * What a batch did.
 *
 * @param rows new or changed
 * @param duplicates records that changed nothing
 */
record WriteCounts(long rows, long duplicates) {}
