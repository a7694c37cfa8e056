package dev.tracker.cli.live;

import org.jspecify.annotations.Nullable;

/**
 * Whether we can see. It says nothing about what is looked at.
 *
 * @param isUp whether the line stands
 * @param sinceNanos since when, by {@link System#nanoTime}
 * @param trouble why it does not, null while it does or has not been tried
 * @param isRefused whether the dashboard does not let us in, which waiting does not mend
 */
public record LineState(
        boolean isUp, long sinceNanos, @Nullable String trouble, boolean isRefused) {

    static LineState up() {
        return new LineState(true, System.nanoTime(), null, false);
    }
}
