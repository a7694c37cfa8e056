package dev.tracker.schemas;

/** Sequence numbers that have not been seen, both ends included. */
public record SeqRange(long from, long to) {

    public long size() {
        return to - from + 1;
    }

    public boolean contains(long seq) {
        return from <= seq && seq <= to;
    }
}
