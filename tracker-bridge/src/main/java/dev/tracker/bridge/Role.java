package dev.tracker.bridge;

import java.util.Locale;

/** What the bearer of a token may do. Each role may do what the ones before it may. */
public enum Role {
    /** May look at tasks. */
    VIEWER,
    /** May look into the machinery as well: dead letters and metrics. */
    OPERATOR;

    /** Its name in settings and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role is allowed what the other one is. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
