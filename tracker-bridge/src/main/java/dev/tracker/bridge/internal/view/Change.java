package dev.tracker.bridge.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * What became of a task since somebody last looked.
 *
 * @param before its row then, null if it was not known
 * @param after its row now, null if it is gone
 */
public record Change(@Nullable TaskRow before, @Nullable TaskRow after) {

    /** One of the two; both are of the same task. */
    public TaskRow any() {
        TaskRow row = after == null ? before : after;
        if (row == null) {
            throw new IllegalStateException("a change of nothing");
        }
        return row;
    }
}
