package dev.tracker.schemas.json;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads UUIDs from ASCII. {@link UUID#fromString} wants a string and takes signs, foreign digits and dashes elsewhere, too. */
final class Uuids {

    private static final int LENGTH = 36;

    /** The value of each hexadecimal digit; of all else a negative one. */
    private static final byte[] DIGITS = new byte[128];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            DIGITS[Character.forDigit(digit, 16)] = (byte) digit;
            DIGITS[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
        }
    }

    /** The UUID between these two places, null if it is none of 36 characters. */
    static @Nullable UUID parse(byte[] ascii, int from, int to) {
        if (to - from != LENGTH
                || ascii[from + 8] != '-'
                || ascii[from + 13] != '-'
                || ascii[from + 18] != '-'
                || ascii[from + 23] != '-') {
            return null;
        }
        long a = hex(ascii, from, 8);
        long b = hex(ascii, from + 9, 4);
        long c = hex(ascii, from + 14, 4);
        long d = hex(ascii, from + 19, 4);
        long e = hex(ascii, from + 24, 12);
        return (a | b | c | d | e) < 0 ? null : new UUID((a << 32) | (b << 16) | c, (d << 48) | e);
    }

    /** At most 15 digits, so the sign is free to say that something was none. */
    private static long hex(byte[] ascii, int from, int count) {
        long number = 0;
        int bad = 0;
        for (int i = from; i < from + count; i++) {
            byte b = ascii[i];
            int digit = b < 0 ? -1 : DIGITS[b];
            bad |= digit;
            number = (number << 4) | (digit & 0xF);
        }
        return bad < 0 ? -1 : number;
    }

    private Uuids() {}
}
