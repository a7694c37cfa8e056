package dev.tracker.schemas.json;

import dev.tracker.schemas.internal.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds an event's fields by names that are still bytes. Stateless and thread-safe. */
final class FieldNames {

    private static final int PLACES = 128;

    /** Each field is at the place that its name gives or, if that is taken, in the next free one. */
    private static final @Nullable EventField[] FIELDS = new EventField[PLACES];

    private static final byte[][] NAMES = new byte[PLACES][];

    static {
        for (EventField field : EventField.values()) {
            byte[] name = field.wireName().getBytes(StandardCharsets.UTF_8);
            int place = place(name, 0, name.length);
            while (FIELDS[place] != null) {
                place = next(place);
            }
            FIELDS[place] = field;
            NAMES[place] = name;
        }
    }

    /** The field of that name, in UTF-8; null if it is unknown. */
    static @Nullable EventField find(byte[] json, int from, int to) {
        if (from == to) {
            return null;
        }
        int place = place(json, from, to);
        while (FIELDS[place] != null && !JsonText.isAt(json, from, to, NAMES[place])) {
            place = next(place);
        }
        return FIELDS[place];
    }

    /** Another one for each of today's names. */
    private static int place(byte[] name, int from, int to) {
        return (name[from] * 2 + name[to - 1] * 5 + to - from) & (PLACES - 1);
    }

    private static int next(int place) {
        return (place + 1) & (PLACES - 1);
    }

    private FieldNames() {}
}
