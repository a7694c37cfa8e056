package dev.tracker.schemas;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an event reports. */
public enum EventType {
    START,
    ITERATION,
    PROGRESS,
    CRITERION,
    ACTION,
    COST,
    ERROR,
    LOG,
    HEARTBEAT,
    WAITING,
    COMPLETE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, lower case. */
    public String wireName() {
        return wireName;
    }

    /** The type of that wire name, or null if there is none. */
    public static @Nullable EventType ofWireName(String name) {
        return WireNames.find(values(), EventType::wireName, name);
    }
}
