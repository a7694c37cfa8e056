package dev.tracker.formats.support;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from.
 *
 * @param identity names the record, and the part of it, for ever: a record's own id where it has one. Unique within (task, type of event)
 * @param time when it happened, as the recording says; null if it does not
 */
public record Source(String identity, @Nullable Instant time) {

    /** The same time, another identity: {@code part} of this one. */
    public Source part(String part) {
        return new Source(identity + "/" + part, time);
    }
}
