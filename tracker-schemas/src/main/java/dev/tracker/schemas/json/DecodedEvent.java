package dev.tracker.schemas.json;

import dev.tracker.schemas.ExecutionEvent;

/** What a record turned out to be. */
public sealed interface DecodedEvent {

    /** An event within all bounds. */
    record Valid(ExecutionEvent event) implements DecodedEvent {}

    /**
     * Not an event.
     *
     * @param code the kind of fault
     * @param reason the fault in words, with the field where there is one; never longer than a few hundred characters
     */
    record Refused(RefusalCode code, String reason) implements DecodedEvent {}
}
