package dev.tracker.schemas;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a task's own events say of it. Whether its worker is still alive is another question: see {@code Liveness}. */
public enum TaskStatus {
    /** Heard of, but its start has not been seen. */
    PENDING,
    IN_PROGRESS,
    COMPLETE,
    FAILED,
    CANCELLED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and in PostgreSQL, lower case. */
    public String wireName() {
        return wireName;
    }

    /** Whether the attempt has ended. Only a higher attempt leaves such a status. */
    public boolean isTerminal() {
        return this == COMPLETE || this == FAILED || this == CANCELLED;
    }

    /** The status of that wire name, or null if there is none. */
    public static @Nullable TaskStatus ofWireName(String name) {
        return WireNames.find(values(), TaskStatus::wireName, name);
    }
}
