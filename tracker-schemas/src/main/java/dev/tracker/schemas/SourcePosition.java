package dev.tracker.schemas;

import java.time.Instant;

/**
 * Where in the log an event stands. A task lives in one partition, so offsets order its events.
 *
 * @param partition partition of the events topic, from 0
 * @param offset offset in it, from 0
 * @param appendedAt when the broker appended it, in whole milliseconds: one clock for all workers
 */
public record SourcePosition(int partition, long offset, Instant appendedAt) {

    /** Whether an event at this position has already been folded into a state that stands at {@code other}. */
    public boolean isNotAfter(SourcePosition other) {
        return partition == other.partition && offset <= other.offset;
    }
}
