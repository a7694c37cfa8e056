package dev.tracker.formats.internal.shell;

import dev.tracker.formats.support.Deed;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers the files that a run has met before: writing to one that it has not met is taken for creating it, since a shell does not say.
 */
public final class FileMemory {

    private final Set<String> met = new HashSet<>();

    /** The deed, told more exactly. {@code happened}: whether it is known to have had its effect. */
    public Deed remember(Deed deed, boolean happened) {
        String target = deed.target();
        if (target == null || deed.action().equals(Deed.RUN)) {
            return deed;
        }
        boolean isNew = !met.contains(target);
        if (happened) {
            met.add(target);
        }
        return isNew && deed.action().equals(Deed.WRITE) ? deed.as(Deed.CREATE) : deed;
    }
}
