package dev.tracker.streams.sink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sink as it is now.
 *
 * @param state what it is at
 * @param since since when
 * @param detail why, in words for an operator; null where there is nothing to say
 */
public record SinkHealth(
        SinkState state, Instant since, @Nullable String detail) {

    /** Whether it does its work, or will without anyone's help. */
    public boolean isLive() {
        return state != SinkState.FAILED && state != SinkState.STOPPED;
    }
}
