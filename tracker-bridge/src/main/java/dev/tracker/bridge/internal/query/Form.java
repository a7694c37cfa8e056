package dev.tracker.bridge.internal.query;

/** How much of a task is shown. */
public enum Form {
    ROW(500),
    DASHBOARD(100),
    FULL(10);

    /** Most tasks of a pushed window. */
    final int mostInWindow;

    Form(int mostInWindow) {
        this.mostInWindow = mostInWindow;
    }
}
