package dev.tracker.core;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Micros;
import java.time.Instant;

/** Moves the clocks that liveness is derived from. All are the broker's time, so that a worker's wrong clock can't make it look alive or dead. */
final class ClockRule {

    /** Share of the newest silence in the running mean: one in eight, the smoothing of TCP's round-trip time (RFC 6298). */
    private static final int RHYTHM_WEIGHT = 8;

    static void tick(LiveTask task, ExecutionEvent event, boolean advanced) {
        long appended = task.appendedAt;
        if (task.heard > 0) {
            long gap = Math.max(0, appended - task.lastHeardAt) / Micros.PER_MILLI;
            task.rhythmMs = task.heard == 1 ? gap : task.rhythmMs + (gap - task.rhythmMs) / RHYTHM_WEIGHT;
        }
        task.heard++;
        task.lastHeardAt = Math.max(task.lastHeardAt, appended);
        if (advanced) {
            task.lastAdvancedAt = Math.max(task.lastAdvancedAt, appended);
        }
        Instant timestamp = event.envelope().timestamp();
        if (timestamp != null) {
            task.skewMs = Math.floorDiv(appended, Micros.PER_MILLI) - timestamp.toEpochMilli();
        }
        task.expectedSilenceMs = announcedSilence(event);
    }

    private static long announcedSilence(ExecutionEvent event) {
        if (event instanceof ExecutionEvent.Log log) {
            return log.expectedSilenceMs();
        } else if (event instanceof ExecutionEvent.Heartbeat heartbeat) {
            return heartbeat.expectedSilenceMs();
        } else if (event instanceof ExecutionEvent.Waiting waiting) {
            return waiting.expectedSilenceMs();
        }
        return 0;
    }

    private ClockRule() {}
}
