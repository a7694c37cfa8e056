package dev.tracker.streams.sink.internal;

/** A batch's end in one partition: under which epoch, and the first offset behind it. */
record OffsetAdvance(int partition, long epoch, long nextOffset) {}
