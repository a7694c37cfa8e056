package dev.tracker.schemas;

import java.time.Instant;

/**
 * A line of a task's log tail.
 *
 * @param at the worker's time or, where it gave none, the broker's
 * @param message at most {@link TaskProgress#MAX_LOG_TEXT} UTF-16 units
 */
public record LogEntry(Instant at, String message) {}
