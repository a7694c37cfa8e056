package dev.tracker.bridge.internal.view;

import java.util.HashMap;
import java.util.Map;

/** The tasks of a project or, within one, of an agent: sums, and what was reported lately. Guarded by the table's lock. */
public final class Group {

    /** The project's or agent's id. */
    public final String name;

    public final Totals totals = new Totals();

    /** In 10^-12 dollars. */
    public final RecentSum cost = new RecentSum();

    /** Of a project's own group: what came in. */
    public final Traffic traffic = new Traffic();

    /** By agent; empty in an agent's own group. */
    public final Map<String, Group> agents = new HashMap<>();

    Group(String name) {
        this.name = name;
    }
}
