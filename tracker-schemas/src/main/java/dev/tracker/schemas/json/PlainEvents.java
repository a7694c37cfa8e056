package dev.tracker.schemas.json;

import dev.tracker.schemas.ExecutionEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes events in the notation that nearly all have, in about two thirds of the general parser's time: known fields, plain numbers, no escapes by code point, blanks
 * only as programs put them. It never refuses an event: where anything is unusual or wrong, {@link EventDecoder#parse} decides. What it accepts that would accept,
 * too, with the same outcome. Stateless and thread-safe.
 */
final class PlainEvents {

    /**
     * The event, or null if the general parser must look.
     *
     * @param json well-formed UTF-8
     */
    static @Nullable ExecutionEvent decode(byte[] json) {
        try {
            PlainValues in = new PlainValues(json);
            EventDraft draft = new EventDraft();
            in.expect('{');
            do {
                EventField field = in.field();
                draft.meet(field.wireName(), field);
                if (!in.isNull()) {
                    draft.read(field, in);
                }
            } while (in.goesOn('}'));
            in.expectEnd();
            return draft.build();
        } catch (RefusedException | IOException e) {
            return null;
        }
    }

    private PlainEvents() {}
}
