package dev.tracker.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times of a task. {@code startedAt} and {@code completedAt} are the worker's own claims; the rest is measured by the broker's clock alone.
 *
 * @param startedAt when this attempt started, if it is known
 * @param completedAt when this attempt ended, if it is known
 * @param lastHeardAt when anything was last heard
 * @param lastAdvancedAt when the task last moved on
 * @param heard events that took effect, over all attempts
 * @param rhythmMs running mean of the silences between them, in milliseconds
 * @param expectedSilenceMs silence announced by the last event, in milliseconds; 0 if none
 * @param waiting whether the task last said that it waits for something outside itself
 * @param skewMs broker's clock less the worker's, at the last event that had a time, in milliseconds
 */
public record Clocks(
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        Instant lastHeardAt,
        Instant lastAdvancedAt,
        long heard,
        long rhythmMs,
        long expectedSilenceMs,
        boolean waiting,
        long skewMs) {}
