package dev.tracker.schemas.internal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/** Builds a piece of JSON byte by byte, as Jackson would write it. Not thread-safe. */
public final class JsonBytes {

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int LATEST_YEAR = 9999;

    private byte[] bytes;
    private int size;

    public JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** ASCII as it is: each character's low byte, which is all of it. */
    @SuppressWarnings(
            "deprecation") // the method is deprecated for what it does to other characters; for these it is the fastest
    // copy there is
    public JsonBytes raw(String ascii) {
        int length = ascii.length();
        ensure(length);
        ascii.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    public JsonBytes raw(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    /** A string in its quotes. */
    public JsonBytes text(String text) {
        if (isPlain(text)) {
            return raw("\"").raw(text).raw("\"");
        }
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        return raw("\"").raw(quoted, 0, quoted.length).raw("\"");
    }

    /** Whether it is ASCII of which nothing has to be escaped. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** A string in its quotes, from its UTF-8 form. */
    public JsonBytes text(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
                return text(new String(utf8, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return raw("\"").raw(utf8, from, to).raw("\"");
    }

    /** A time in its quotes, as {@link Instant#toString} has it, which is ten times slower. */
    public JsonBytes time(Instant time) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY));
        int second = Math.floorMod(time.getEpochSecond(), SECONDS_PER_DAY);
        if (date.getYear() < 0 || date.getYear() > LATEST_YEAR) {
            return raw("\"").raw(time.toString()).raw("\"");
        }
        raw("\"");
        digits(date.getYear(), 4)
                .raw("-")
                .digits(date.getMonthValue(), 2)
                .raw("-")
                .digits(date.getDayOfMonth(), 2);
        raw("T").digits(second / 3600, 2)
                .raw(":")
                .digits(second / 60 % 60, 2)
                .raw(":")
                .digits(second % 60, 2);
        int nanos = time.getNano();
        if (nanos % NANOS_PER_MILLI == 0) {
            if (nanos > 0) {
                raw(".").digits(nanos / NANOS_PER_MILLI, 3);
            }
        } else if (nanos % NANOS_PER_MICRO == 0) {
            raw(".").digits(nanos / NANOS_PER_MICRO, 6);
        } else {
            raw(".").digits(nanos, 9);
        }
        return raw("Z\"");
    }

    /** Begins a field of an object: the comma where one is due, the name and the colon. */
    public JsonBytes name(String ascii) {
        ensure(ascii.length() + 4);
        if (bytes[size - 1] != '{') {
            bytes[size++] = ',';
        }
        return raw("\"").raw(ascii).raw("\":");
    }

    /** The comma that is due before an element of an array. */
    public JsonBytes element() {
        return bytes[size - 1] == '[' ? this : raw(",");
    }

    public JsonBytes number(long number) {
        if (number < 0) {
            return raw(Long.toString(number));
        }
        int count = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            count++;
        }
        ensure(count);
        long rest = number;
        for (int i = size + count - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
        return this;
    }

    public JsonBytes bool(boolean value) {
        return raw(value ? "true" : "false");
    }

    private JsonBytes digits(int number, int count) {
        ensure(count);
        int rest = number;
        for (int i = size + count - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
        return this;
    }

    public byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
