package dev.tracker.schemas;

import java.util.List;

/**
 * The emitters of a task's events, least recently used first. Bounded.
 *
 * @param cursors at most {@link #MAX_CURSORS}
 * @param forgotten how many cursors were dropped for newer ones
 */
public record Emitters(List<EmitterCursor> cursors, long forgotten) {

    /** Most cursors that are kept. */
    public static final int MAX_CURSORS = 16;

    public static final Emitters NONE = new Emitters(List.of(), 0);

    public Emitters {
        cursors = List.copyOf(cursors);
    }

    /** How many events are known to be missing. */
    public long missing() {
        long sum = 0;
        for (EmitterCursor cursor : cursors) {
            sum += cursor.unseen();
        }
        return sum;
    }
}
