package dev.tracker.bench.latency;

import java.util.Locale;

/** Where an event, or what came of it, is seen. */
enum Place {
    /** The event itself, as a plain consumer gets it: the floor of all others. */
    EVENT,
    /** The task's snapshot, once it is committed. */
    SNAPSHOT,
    /** The task's row. */
    POSTGRES,
    /** The task's change as the bridge sends it to one who watches all of them. */
    BRIDGE;

    /** As options and results have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
