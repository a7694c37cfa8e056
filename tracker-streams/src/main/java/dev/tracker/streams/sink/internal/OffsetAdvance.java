package dev.tracker.streams.sink.internal;

import java.util.OptionalLong;

/**
 * How far a batch brings a partition.
 *
 * @param partition its number
 * @param epoch of the claim that the batch is written under
 * @param from where the partition stood before, as far as this sink knows; empty if nothing of it was written yet
 * @param nextOffset the first offset behind the batch
 */
record OffsetAdvance(int partition, long epoch, OptionalLong from, long nextOffset) {}
