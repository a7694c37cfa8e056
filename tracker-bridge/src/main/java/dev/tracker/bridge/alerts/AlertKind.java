package dev.tracker.bridge.alerts;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an alert is about. */
public enum AlertKind {
    /** The task is silent, or does not move on, for longer than is usual for it. */
    STALLED,
    /** It has been silent for so long that it is presumed dead. */
    LOST,
    /** It ended as failed. */
    FAILED,
    /** It ended otherwise. */
    FINISHED,
    /** Task, project or tree has spent 80 % of its budget. */
    BUDGET_80,
    /** It has spent all of it. */
    BUDGET_100;

    /** All but {@link #FINISHED}: what somebody may have to do something about. */
    public static final Set<AlertKind> TROUBLE = Set.copyOf(EnumSet.complementOf(EnumSet.of(FINISHED)));

    /** The name in JSON and options. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that wire name, null if there is none. */
    public static @Nullable AlertKind ofWireName(String name) {
        for (AlertKind kind : values()) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
