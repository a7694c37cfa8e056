package dev.tracker.core;

import dev.tracker.schemas.ExecutionEvent;
import java.time.Duration;
import java.time.Instant;

/** Moves the clocks that liveness is derived from. All are the broker's time, so that a worker's wrong clock can't make it look alive or dead. */
final class ClockRule {

    /** Share of the newest silence in the running mean: one in eight, the smoothing of TCP's round-trip time (RFC 6298). */
    private static final int RHYTHM_WEIGHT = 8;

    static void tick(Draft draft, ExecutionEvent event, boolean advanced) {
        Instant appended = draft.position.appendedAt();
        if (draft.known) {
            long gap = Math.max(0, Duration.between(draft.lastHeardAt, appended).toMillis());
            draft.rhythmMs = draft.heard == 1 ? gap : draft.rhythmMs + (gap - draft.rhythmMs) / RHYTHM_WEIGHT;
        }
        draft.heard++;
        draft.lastHeardAt = later(draft.lastHeardAt, appended);
        if (advanced) {
            draft.lastAdvancedAt = later(draft.lastAdvancedAt, appended);
        }
        Instant timestamp = event.envelope().timestamp();
        if (timestamp != null) {
            draft.skewMs = appended.toEpochMilli() - timestamp.toEpochMilli();
        }
        draft.expectedSilenceMs = announcedSilence(event);
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

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private ClockRule() {}
}
