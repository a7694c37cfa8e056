package dev.tracker.formats.support;

import dev.tracker.schemas.Texts;
import dev.tracker.schemas.WireLimits;
import org.jspecify.annotations.Nullable;

/** Makes texts and identifiers from foreign files such that the wire accepts them. What can't be kept is replaced visibly, never dropped. */
public final class WireText {

    private static final char SYMBOL_FOR_NULL = '\u2400';
    private static final char REPLACEMENT = '\uFFFD';
    private static final int HASH_LENGTH = 8;

    /** The text with U+0000 and lone surrogates replaced, cut to the longest that the wire takes. */
    public static String text(String text) {
        return text(text, WireLimits.MAX_TEXT);
    }

    /** The same, cut to {@code max} UTF-16 units. */
    public static String text(String text, int max) {
        // Cut roughly first: what lies far behind the end need not be looked at.
        String near = text.length() > max + 2 ? text.substring(0, max + 2) : text;
        return Texts.abridge(wellFormed(near), max);
    }

    /** The same for a text that may be absent. */
    public static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** The first line that is not blank, without white space around it, cut to {@code max} UTF-16 units; null if there is none. */
    public static @Nullable String firstLine(@Nullable String text, int max) {
        return text == null
                ? null
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .map(line -> text(line, max))
                        .orElse(null);
    }

    /**
     * An identifier that the wire accepts. One that had to be changed gets a hash of the original behind it, so that two identifiers never become
     * the same.
     */
    public static String id(String id) {
        String clean = wellFormed(id).strip();
        StringBuilder kept = new StringBuilder(clean.length());
        clean.codePoints().map(c -> Character.isISOControl(c) ? REPLACEMENT : c).forEach(kept::appendCodePoint);
        if (kept.toString().equals(id) && !id.isEmpty() && id.length() <= WireLimits.MAX_ID) {
            return id;
        }
        String hash = NameUuid.of("id", wellFormed(id)).toString().substring(0, HASH_LENGTH);
        return Texts.abridge(kept.toString(), WireLimits.MAX_ID - HASH_LENGTH - 1)
                        .strip() + "~" + hash;
    }

    /** The text without U+0000 and lone surrogates. */
    static String wellFormed(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(WireText::replaced).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().allMatch(c -> replaced(c) == c);
    }

    private static int replaced(int codePoint) {
        if (codePoint == 0) {
            return SYMBOL_FOR_NULL;
        }
        boolean lone = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return lone ? REPLACEMENT : codePoint;
    }

    private WireText() {}
}
