package dev.tracker.bridge.internal.live;

import org.jspecify.annotations.Nullable;

/** How far a viewer has come in a channel. Guarded by the channel's lock. */
final class Cursor {

    /** Nothing was sent yet. */
    static final long START = -1;

    /** Of the channel's content when the viewer was last sent something of it; another one means that everything was read anew. */
    int generation;

    /** The last version or number sent. */
    long position = START;

    /** What a new viewer of {@link ChangesChannel} is still being sent, null if it has it all. */
    @Nullable
    FirstTasks first;

    /** How many of {@link #first} it has been sent. */
    int sentOfFirst;

    void restart(int newGeneration) {
        generation = newGeneration;
        position = START;
        first = null;
        sentOfFirst = 0;
    }
}
