package dev.tracker.schemas.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at the bytes of JSON strings. Stateless and thread-safe. */
public final class JsonText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BLANKS = 0x2020202020202020L;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

    /**
     * Where the first quote, backslash or control character is; the end where there is none. Eight bytes at a time: subtracting borrows from a byte's high bit
     * where the byte is smaller (Warren, Hacker's Delight, 6-1). That may be wrong about bytes behind a true one, so only the first counts.
     */
    public static int plainEnd(byte[] utf8, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONGS.get(utf8, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long found = (((word - BLANKS) & ~word) | ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash))
                    & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < to; i++) {
            byte b = utf8[i];
            if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
                return i;
            }
        }
        return to;
    }

    /** Whether a short text stands there. For a dozen bytes this is faster than {@code Arrays.equals}, which is made for long ones. */
    public static boolean isAt(byte[] json, int from, int to, byte[] text) {
        if (to - from != text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (json[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private JsonText() {}
}
