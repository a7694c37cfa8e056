package dev.tracker.bridge.internal.view;

/** What came in of a project lately. Guarded by the table's lock. */
public final class Traffic {

    public final RecentSum events = new RecentSum();
    public final RecentSum changes = new RecentSum();
    public final RecentLag lag = new RecentLag();
}
