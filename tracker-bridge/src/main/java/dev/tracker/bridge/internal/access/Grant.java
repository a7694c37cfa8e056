package dev.tracker.bridge.internal.access;

import dev.tracker.bridge.AccessToken;
import dev.tracker.bridge.Role;
import java.time.Instant;

/**
 * What someone who has proved who they are may do.
 *
 * @param token by which they got in
 * @param scope the projects that exist for them
 * @param expiresAt when they have to prove it again; {@link Instant#MAX} for never
 */
public record Grant(AccessToken token, Scope scope, Instant expiresAt) {

    static Grant of(AccessToken token, Instant expiresAt) {
        return new Grant(token, token.projects() == null ? Scope.ALL : new Scope(token.projects()), expiresAt);
    }

    public boolean allows(Role role) {
        return token.role().includes(role);
    }

    /** Dead letters belong to no project, so only who sees all may see them. */
    public boolean seesDeadLetters() {
        return allows(Role.OPERATOR) && scope.isAll();
    }
}
