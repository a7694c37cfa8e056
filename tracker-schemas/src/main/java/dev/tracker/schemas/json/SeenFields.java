package dev.tracker.schemas.json;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of one JSON object were met: a bit each for the known ones, a set only where there are others. Not thread-safe. */
final class SeenFields {

    private long known;
    private @Nullable Set<String> unknown;

    /** Whether the field had not been met before. */
    boolean add(EventField field) {
        long before = known;
        known |= field.bit();
        return known != before;
    }

    /** The same for a field that is no {@link EventField}. */
    boolean addUnknown(String name) {
        if (unknown == null) {
            unknown = new HashSet<>();
        }
        return unknown.add(name);
    }
}
