package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.Role;
import org.jspecify.annotations.Nullable;

/** Who may ask for a route. */
enum Access {
    /** Everybody, also who has proved nothing. */
    OPEN(null),
    VIEWER(Role.VIEWER),
    OPERATOR(Role.OPERATOR);

    private final @Nullable Role role;

    Access(@Nullable Role role) {
        this.role = role;
    }

    /** The least role, null for none. */
    @Nullable
    Role role() {
        return role;
    }
}
