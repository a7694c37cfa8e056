package dev.tracker.core.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one tracker since its start: {@code accepted = delivered + failed + pending}, plus what a full spool gave up.
 *
 * @param accepted updates taken
 * @param delivered updates that Kafka has acknowledged
 * @param failed updates taken that Kafka did not acknowledge
 * @param refused updates for which there was no room
 * @param pending updates taken and not yet answered
 * @param pendingBytes what the pending ones count against the buffer bound
 * @param tasks tasks in the local view
 * @param evictedTasks tasks that left the local view to keep it bounded
 * @param listenerFailures calls of listeners that threw
 * @param listenerSkips updates that a slow listener was not told of
 * @param lastFailure the last thing that went wrong on the way to Kafka; null if nothing has
 * @param spool how the spool stands; null if there is none
 */
public record TrackerStats(
        long accepted,
        long delivered,
        long failed,
        long refused,
        long pending,
        long pendingBytes,
        long tasks,
        long evictedTasks,
        long listenerFailures,
        long listenerSkips,
        @Nullable Failure lastFailure,
        @Nullable SpoolStats spool) {

    /**
     * Something that went wrong on the way to Kafka.
     *
     * @param at when
     * @param taskId the task whose update met it
     * @param reason in words
     */
    public record Failure(Instant at, String taskId, String reason) {}
}
