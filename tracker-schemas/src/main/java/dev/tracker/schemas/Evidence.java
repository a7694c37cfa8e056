package dev.tracker.schemas;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How well a criterion's verdict is founded, in ascending order: a later constant is a better grade. */
public enum Evidence {
    /** The agent says so. */
    CLAIMED,
    /** The agent ran a check of its own. */
    SELF_CHECKED,
    /** Something outside the agent saw it. */
    OBSERVED,
    /** A reproducible check (CI, an evaluation harness) decided it. */
    CI;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, lower case. */
    public String wireName() {
        return wireName;
    }

    /** The grade of that wire name, or null if there is none. */
    public static @Nullable Evidence ofWireName(String name) {
        return WireNames.find(values(), Evidence::wireName, name);
    }

    /** The better of the two grades; null counts as none. */
    public Evidence or(@Nullable Evidence other) {
        return other != null && other.compareTo(this) > 0 ? other : this;
    }
}
