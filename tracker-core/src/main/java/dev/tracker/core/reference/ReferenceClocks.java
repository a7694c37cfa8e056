package dev.tracker.core.reference;

import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.ExecutionEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times of a task. */
final class ReferenceClocks {

    @Nullable
    Instant startedAt;

    @Nullable
    Instant completedAt;

    boolean waiting;

    private Instant lastHeardAt;
    private Instant lastAdvancedAt;
    private long heard;
    private long rhythmMs;
    private long expectedSilenceMs;
    private long skewMs;

    ReferenceClocks(Instant appended) {
        lastHeardAt = appended;
        lastAdvancedAt = appended;
    }

    void reopen(Instant appended) {
        startedAt = null;
        completedAt = null;
        waiting = false;
        lastAdvancedAt = appended;
    }

    /** Takes note of an event that takes effect. */
    void hear(ExecutionEvent event, Instant appended, boolean hadState, boolean hasAdvanced) {
        if (hadState) {
            long gap = Math.max(0, appended.toEpochMilli() - lastHeardAt.toEpochMilli());
            rhythmMs = heard == 1 ? gap : rhythmMs + (gap - rhythmMs) / 8;
        }
        heard++;
        lastHeardAt = later(lastHeardAt, appended);
        Instant timestamp = event.envelope().timestamp();
        if (timestamp != null) {
            skewMs = appended.toEpochMilli() - timestamp.toEpochMilli();
        }
        expectedSilenceMs = announcedSilence(event);
        if (hasAdvanced) {
            lastAdvancedAt = later(lastAdvancedAt, appended);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return b.isAfter(a) ? b : a;
    }

    private static long announcedSilence(ExecutionEvent event) {
        if (event instanceof ExecutionEvent.Log log) {
            return log.expectedSilenceMs();
        }
        if (event instanceof ExecutionEvent.Heartbeat heartbeat) {
            return heartbeat.expectedSilenceMs();
        }
        return event instanceof ExecutionEvent.Waiting waits ? waits.expectedSilenceMs() : 0;
    }

    Clocks toClocks() {
        return new Clocks(
                startedAt,
                completedAt,
                lastHeardAt,
                lastAdvancedAt,
                heard,
                rhythmMs,
                expectedSilenceMs,
                waiting,
                skewMs);
    }
}
