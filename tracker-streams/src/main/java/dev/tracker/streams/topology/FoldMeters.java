package dev.tracker.streams.topology;

import dev.tracker.core.FoldOutcome;
import dev.tracker.schemas.json.RefusalCode;

/**
 * Told of each event's fate. Called by the stream threads, so implementations are thread-safe and quick. An event that is processed again after a failure
 * is told again: these are figures about work, the exact ones are in the snapshots.
 */
public interface FoldMeters {

    /** Tells nobody. */
    FoldMeters NONE = new FoldMeters() {};

    default void folded(FoldOutcome outcome) {}

    default void refused(RefusalCode code) {}

    default void snapshot() {}

    /** The state of a partition could not be read; it is thrown away and restored. */
    default void stateRebuilt() {}
}
