package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON that {@code jsonb} takes. An event may be good and its JSON still be none for PostgreSQL: the decoder passes over unknown fields, and those may
 * hold U+0000, half a surrogate pair or 1e999999. Nothing is stripped: see {@link #of}.
 */
final class StorableJson {

    /** Name of the field with the original bytes in base64. Not a name that an event has. */
    static final String RAW = "$raw";

    private static final int MAX_EXPONENT_DIGITS = 3;

    /** The JSON as it was sent or, if PostgreSQL would refuse it, the event's known fields together with the original in base64. */
    static byte[] of(byte[] sent, ExecutionEvent event) {
        return isStorable(sent) ? sent : wrapped(sent, event);
    }

    private static byte[] wrapped(byte[] sent, ExecutionEvent event) {
        byte[] known = EventEncoder.encode(event);
        String tail = ",\"" + RAW + "\":\"" + Base64.getEncoder().encodeToString(sent) + "\"}";
        byte[] tailBytes = tail.getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(known, known.length - 1 + tailBytes.length);
        System.arraycopy(tailBytes, 0, both, known.length - 1, tailBytes.length);
        return both;
    }

    /** Whether PostgreSQL takes this document, which the decoder has let through as well-formed JSON in UTF-8. May say no too often, never yes. */
    static boolean isStorable(byte[] json) {
        if (json.length == 0 || (json[0] != '{' && !isBlank(json[0]))) {
            return false; // a byte order mark
        }
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (b == 0) {
                return false; // UTF-16 or UTF-32, which JSON parsers guess at
            } else if (b == '"') {
                inString = !inString;
            } else if (b == '\\') {
                int end = endOfEscape(json, i);
                if (end < 0) {
                    return false;
                }
                i = end;
            } else if (!inString && (b == 'e' || b == 'E') && isLargeExponent(json, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Index of the last byte of the escape that begins at {@code at}, or -1 if it stands for what can't be stored. */
    private static int endOfEscape(byte[] json, int at) {
        if (at + 1 >= json.length || json[at + 1] != 'u') {
            return at + 1;
        }
        int unit = unit(json, at);
        if (unit <= 0 || Character.isLowSurrogate((char) unit)) {
            return -1;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return at + 5;
        }
        int low = unit(json, at + 6);
        return low > 0 && Character.isLowSurrogate((char) low) ? at + 11 : -1;
    }

    /** The UTF-16 unit of an escape with four hexadecimal digits, -1 if there is none at that place. */
    private static int unit(byte[] json, int at) {
        if (at + 5 >= json.length || json[at] != '\\' || json[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(json[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    /** Whether this {@code e} stands in a number, and not in true or false, and has more digits behind it than any sensible number. */
    private static boolean isLargeExponent(byte[] json, int at) {
        if (at == 0 || !isDigit(json[at - 1])) {
            return false;
        }
        int digits = 0;
        for (int i = at + 1; i < json.length && (isDigit(json[i]) || json[i] == '+' || json[i] == '-'); i++) {
            if (isDigit(json[i])) {
                digits++;
            }
        }
        return digits > MAX_EXPONENT_DIGITS;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private StorableJson() {}
}
