package dev.tracker.bridge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a {@link SnapshotView} can be trusted.
 *
 * @param ready whether everything that was there at the start has been read
 * @param fresh whether it is ready and Kafka has confirmed lately what the newest records are
 * @param lag committed records not read yet, by the last confirmation; -1 if there was none
 * @param lastRecordAt when the newest record read was appended, null if none was read
 * @param confirmedAt when Kafka last confirmed what the newest records are, null if never
 * @param unreadable records that are no snapshots and were skipped
 * @param trouble what is wrong now, in words; null if nothing is known to be
 */
public record ViewHealth(
        boolean ready,
        boolean fresh,
        long lag,
        @Nullable Instant lastRecordAt,
        @Nullable Instant confirmedAt,
        long unreadable,
        @Nullable String trouble) {}
