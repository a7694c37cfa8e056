package dev.tracker.bridge.internal.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The projects that exist for someone. Viewers share frames only within equal scopes.
 *
 * @param projects null for all
 */
public record Scope(@Nullable Set<String> projects) {

    public static final Scope ALL = new Scope(null);

    public boolean isAll() {
        return projects == null;
    }

    public boolean sees(String projectId) {
        return projects == null || projects.contains(projectId);
    }
}
