package dev.tracker.bridge;

import java.util.Set;

/** Hears what changes in a {@link SnapshotView}. Called on the view's thread, one call at a time: it must return at once and not throw. */
public interface SnapshotListener {

    /** These tasks have a newer state, or are gone. */
    void changed(Set<String> taskIds);

    /** Everything was read anew and may have changed; versions may be lower than before. */
    void reset();
}
