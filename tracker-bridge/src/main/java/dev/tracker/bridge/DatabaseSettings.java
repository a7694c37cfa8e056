package dev.tracker.bridge;

import org.jspecify.annotations.Nullable;

/**
 * Where timelines and histories are read. Its text shows no secret.
 *
 * @param jdbcUrl PostgreSQL
 * @param user login, null if the URL names it; it must be a member of {@code tracker_bridge}, and has no more rights than that role while it reads
 * @param password its password, null if it has none
 */
public record DatabaseSettings(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    @Override
    public String toString() {
        return "DatabaseSettings[" + user + "]";
    }
}
