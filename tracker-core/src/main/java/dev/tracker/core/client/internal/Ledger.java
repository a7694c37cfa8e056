package dev.tracker.core.client.internal;

import dev.tracker.core.client.CloseResult;
import dev.tracker.core.client.Delivery;
import dev.tracker.core.client.SpoolStats;
import dev.tracker.core.client.TrackerStats;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the fates of updates and tells the log when trouble begins and ends: one line each, not one an update, so that an outage does not drown the
 * worker's own log. Thread-safe.
 */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Clock clock;
    private final Map<String, Long> failedByTask = new LinkedHashMap<>();
    private long accepted;
    private long delivered;
    private long failed;
    private long refused;
    private long dropped;
    private boolean troubled;
    private TrackerStats.@Nullable Failure lastFailure;

    /** What is still to be logged, if anything. */
    private @Nullable Runnable report;

    Ledger(Clock clock) {
        this.clock = clock;
    }

    synchronized void accepted() {
        accepted++;
    }

    synchronized void refused(String taskId, String reason) {
        refused++;
        trouble(taskId, reason);
    }

    synchronized void decided(String taskId, Delivery.State state, @Nullable Exception failure) {
        if (state == Delivery.State.DELIVERED) {
            delivered++;
            reached();
            return;
        }
        failed++;
        if (failedByTask.size() < CloseResult.MAX_TASKS || failedByTask.containsKey(taskId)) {
            failedByTask.merge(taskId, 1L, Long::sum);
        }
        trouble(taskId, String.valueOf(failure == null ? "unknown" : failure.getMessage()));
    }

    /** Kafka took an update, be it one of an earlier process. */
    synchronized void reached() {
        if (troubled) {
            troubled = false;
            long lost = failed;
            long turnedAway = refused;
            report = () -> LOG.info("Updates reach Kafka again; so far {} failed, {} were refused", lost, turnedAway);
        }
    }

    /** An accepted update was given up, so that others fit into the spool. */
    synchronized void dropped() {
        dropped++;
    }

    /** Kafka can't be reached for now; nothing is lost yet. */
    synchronized void delayed(String taskId, String reason) {
        trouble(taskId, reason);
    }

    private void trouble(String taskId, String reason) {
        lastFailure = new TrackerStats.Failure(clock.instant(), taskId, reason);
        if (!troubled) {
            troubled = true;
            report = () -> LOG.warn("Updates do not reach Kafka (first of task {}): {}", taskId, reason);
        }
    }

    /** Logs what there is to log. Called without any lock held: a log may be slow, or lead back to the tracker. */
    void report() {
        Runnable taken;
        synchronized (this) {
            taken = report;
            report = null;
        }
        if (taken != null) {
            taken.run();
        }
    }

    /** @param spooled updates that stay on disk */
    synchronized CloseResult closeResult(long spooled) {
        return new CloseResult(delivered, failed, refused, failedByTask, spooled);
    }

    synchronized TrackerStats stats(
            long pendingBytes, TaskLanes lanes, Listeners listeners, @Nullable SpoolStats spool) {
        return new TrackerStats(
                accepted,
                delivered,
                failed,
                refused,
                accepted - delivered - failed - dropped,
                pendingBytes,
                lanes.size(),
                lanes.evicted(),
                listeners.failures(),
                listeners.skips(),
                lastFailure,
                spool);
    }
}
