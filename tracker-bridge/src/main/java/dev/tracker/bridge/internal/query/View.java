package dev.tracker.bridge.internal.query;

/** What a subscription is sent. */
public enum View {
    /** A window of a sorted list, with counts. */
    TASKS(100),
    /** Each matching task, and each change of it. */
    CHANGES(100),
    /** Figures of the whole fleet. */
    FLEET(1_000),
    /** Sums by project, agent or tree. */
    ROLLUPS(2_000);

    /** How far apart its frames are if nothing else is asked for, in milliseconds. */
    final int everyMs;

    View(int everyMs) {
        this.everyMs = everyMs;
    }
}
