package dev.tracker.schemas;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a task ended, as its {@code complete} event states it. */
public enum Outcome {
    SUCCESS(TaskStatus.COMPLETE),
    FAILED(TaskStatus.FAILED),
    CANCELLED(TaskStatus.CANCELLED);

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final TaskStatus status;

    Outcome(TaskStatus status) {
        this.status = status;
    }

    /** The terminal status that this outcome leads to. */
    public TaskStatus status() {
        return status;
    }

    /** The name in JSON, lower case. */
    public String wireName() {
        return wireName;
    }

    /** The outcome of that wire name, or null if there is none. */
    public static @Nullable Outcome ofWireName(String name) {
        return WireNames.find(values(), Outcome::wireName, name);
    }
}
