package dev.tracker.ingest;

import dev.tracker.schemas.EventEnvelope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secret that lets its bearer send events, and nothing else. Immutable; its text does not show the secret.
 *
 * @param name who bears it, for people
 * @param secret at least {@link #LEAST_LENGTH} visible ASCII characters
 * @param projects the only projects whose events its bearer may send, null for all
 */
public record WriteToken(
        String name, String secret, @Nullable Set<String> projects) {

    /** Shortest secret that is accepted, in characters. */
    public static final int LEAST_LENGTH = 16;

    /** @throws IllegalArgumentException if the secret is too easy to guess or to mistype, or no project is left */
    public WriteToken {
        projects = projects == null ? null : Set.copyOf(projects);
        if (secret.length() < LEAST_LENGTH || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "token must have at least " + LEAST_LENGTH + " visible ASCII characters and no spaces");
        }
        if (projects != null && projects.isEmpty()) {
            throw new IllegalArgumentException("projects must name at least one");
        }
    }

    /** Whether its bearer may send events of that project. */
    public boolean allows(String projectId) {
        return projects == null || projects.contains(projectId);
    }

    /** The project of an event that names none; null if that can't be told. */
    public @Nullable String usualProject() {
        if (allows(EventEnvelope.DEFAULT_PROJECT)) {
            return EventEnvelope.DEFAULT_PROJECT;
        }
        return projects != null && projects.size() == 1 ? projects.iterator().next() : null;
    }

    @Override
    public String toString() {
        return name + (projects == null ? "" : " of " + projects);
    }
}
