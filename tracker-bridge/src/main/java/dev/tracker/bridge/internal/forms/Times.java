package dev.tracker.bridge.internal.forms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as they stand in JSON: RFC 3339 in UTC. */
public final class Times {

    public static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private Times() {}
}
