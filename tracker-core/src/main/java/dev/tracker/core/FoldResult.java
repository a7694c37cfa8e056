package dev.tracker.core;

import dev.tracker.schemas.TaskProgress;

/**
 * A task after an event, and what became of the event.
 *
 * @param progress the task; the same object as before where the event's position had been folded already
 * @param outcome what became of the event
 */
public record FoldResult(TaskProgress progress, FoldOutcome outcome) {}
