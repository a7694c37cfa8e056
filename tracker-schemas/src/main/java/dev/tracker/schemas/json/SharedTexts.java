package dev.tracker.schemas.json;

import dev.tracker.schemas.internal.JsonText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts as one object: agents, projects, models and kinds of actions are few and stand in every event, so a task's state need not hold copies of
 * its own, comparing is looking whether it is the same, and a text that is known need not be decoded again. Forgets whatever another text takes the place of.
 * Thread-safe: a race only costs a copy, because what is shared is immutable.
 */
final class SharedTexts {

    /** Texts that have been checked to be identifiers; nothing else may get in. */
    static final SharedTexts IDS = new SharedTexts();

    /** Texts that have been checked to be well-formed, no more. */
    static final SharedTexts WORDS = new SharedTexts();

    /** Longer texts are hardly ever the same, and would be held for long. */
    static final int MAX_BYTES = 64;

    private static final int PLACES = 1 << 12;

    private static final class Known {
        final byte[] utf8;
        final String text;

        Known(byte[] utf8, String text) {
            this.utf8 = utf8;
            this.text = text;
        }
    }

    private final @Nullable Known[] places = new Known[PLACES];

    /** That text; the known object where there is one. */
    String of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        String known = find(utf8, 0, utf8.length);
        if (known != null) {
            return known;
        }
        if (utf8.length <= MAX_BYTES) {
            places[place(utf8, 0, utf8.length)] = new Known(utf8, text);
        }
        return text;
    }

    /** The known text of that UTF-8 form, null if there is none. */
    @Nullable
    String find(byte[] utf8, int from, int to) {
        if (to - from > MAX_BYTES) {
            return null;
        }
        Known known = places[place(utf8, from, to)];
        return known != null && JsonText.isAt(utf8, from, to, known.utf8) ? known.text : null;
    }

    private static int place(byte[] utf8, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + utf8[i];
        }
        return (hash ^ (hash >>> 12)) & (PLACES - 1);
    }

    private SharedTexts() {}
}
