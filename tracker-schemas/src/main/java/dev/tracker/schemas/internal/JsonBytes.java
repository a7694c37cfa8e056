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
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int LATEST_YEAR = 9999;
    private static final int MAX_TIME_LENGTH = 32;
    private static final double FIRST_WITH_EXPONENT = 1e7;

    /** More room than this is not kept for the next piece. */
    private static final int MAX_KEPT = 64 * 1024;

    private static final int DATE_LENGTH = "2026-01-31T".length();

    private byte[] bytes;
    private int size;

    /** The day of the time last written and how its date is written: most times of a piece are of one day. */
    private long day = Long.MIN_VALUE;

    private final byte[] date = new byte[DATE_LENGTH];

    public JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** Begins another piece, in the same room. */
    public void clear() {
        if (bytes.length > MAX_KEPT) {
            bytes = new byte[MAX_KEPT];
        }
        size = 0;
    }

    /** ASCII as it is. */
    public JsonBytes raw(String ascii) {
        ensure(ascii.length());
        copy(ascii, ascii.length());
        return this;
    }

    /** Each character's low byte, which is all of it. Room for it must have been made. */
    @SuppressWarnings(
            "deprecation") // deprecated for what it does to other characters; for these it is the fastest copy there is
    private void copy(String ascii, int length) {
        ascii.getBytes(0, length, bytes, size);
        size += length;
    }

    public JsonBytes raw(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    /** A string in its quotes. */
    public JsonBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return text(utf8, 0, utf8.length);
    }

    /** A string in its quotes, from its UTF-8 form. */
    public JsonBytes text(byte[] utf8, int from, int to) {
        if (JsonText.plainEnd(utf8, from, to) < to) {
            byte[] quoted = JsonStringEncoder.getInstance()
                    .quoteAsUTF8(new String(utf8, from, to - from, StandardCharsets.UTF_8));
            return quoted(quoted, 0, quoted.length);
        }
        return quoted(utf8, from, to);
    }

    private JsonBytes quoted(byte[] utf8, int from, int to) {
        int length = to - from;
        ensure(length + 2);
        bytes[size++] = '"';
        System.arraycopy(utf8, from, bytes, size, length);
        size += length;
        bytes[size++] = '"';
        return this;
    }

    /** A time in its quotes, as {@link Instant#toString} has it, which is ten times slower. */
    public JsonBytes time(Instant time) {
        return time(time.getEpochSecond(), time.getNano());
    }

    /** The same for microseconds since 1970. */
    public JsonBytes time(long micros) {
        return time(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    private JsonBytes time(long epochSecond, int nanos) {
        if (!isDated(Math.floorDiv(epochSecond, SECONDS_PER_DAY))) {
            return raw("\"")
                    .raw(Instant.ofEpochSecond(epochSecond, nanos).toString())
                    .raw("\"");
        }
        int second = Math.floorMod(epochSecond, SECONDS_PER_DAY);
        ensure(MAX_TIME_LENGTH);
        bytes[size++] = '"';
        System.arraycopy(date, 0, bytes, size, DATE_LENGTH);
        size += DATE_LENGTH;
        size = twoDigits(bytes, size, second / 3600);
        bytes[size++] = ':';
        size = twoDigits(bytes, size, second / 60 % 60);
        bytes[size++] = ':';
        size = twoDigits(bytes, size, second % 60);
        fraction(nanos);
        bytes[size++] = 'Z';
        bytes[size++] = '"';
        return this;
    }

    /** Makes the date that of the day; false if that is not in the years 0 to 9999, which have four digits. */
    private boolean isDated(long epochDay) {
        if (epochDay == day) {
            return true;
        }
        LocalDate local = LocalDate.ofEpochDay(epochDay);
        if (local.getYear() < 0 || local.getYear() > LATEST_YEAR) {
            return false;
        }
        int at = twoDigits(date, 0, local.getYear() / 100);
        at = twoDigits(date, at, local.getYear() % 100);
        date[at++] = '-';
        at = twoDigits(date, at, local.getMonthValue());
        date[at++] = '-';
        at = twoDigits(date, at, local.getDayOfMonth());
        date[at] = 'T';
        day = epochDay;
        return true;
    }

    private static int twoDigits(byte[] to, int at, int number) {
        to[at] = (byte) ('0' + number / 10);
        to[at + 1] = (byte) ('0' + number % 10);
        return at + 2;
    }

    /** In groups of three digits: milliseconds, microseconds or nanoseconds, whichever is enough. */
    private void fraction(int nanos) {
        if (nanos == 0) {
            return;
        }
        bytes[size++] = '.';
        if (nanos % NANOS_PER_MILLI == 0) {
            digits(nanos / NANOS_PER_MILLI, 3);
        } else if (nanos % NANOS_PER_MICRO == 0) {
            digits(nanos / NANOS_PER_MICRO, 6);
        } else {
            digits(nanos, 9);
        }
    }

    /** Begins a field of an object: the comma where one is due, the name and the colon. */
    public JsonBytes name(String ascii) {
        int length = ascii.length();
        ensure(length + 4);
        if (bytes[size - 1] != '{') {
            bytes[size++] = ',';
        }
        bytes[size++] = '"';
        copy(ascii, length);
        bytes[size++] = '"';
        bytes[size++] = ':';
        return this;
    }

    /** The comma that is due before an element of an array. */
    public JsonBytes element() {
        return bytes[size - 1] == '[' ? this : raw(",");
    }

    public JsonBytes number(long number) {
        if (number < 0) {
            return raw(Long.toString(number));
        }
        if (number < 10) {
            ensure(1);
            bytes[size++] = (byte) ('0' + number);
            return this;
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

    /** A number from 0 with so many digits behind the point, of which trailing zeros are not written. */
    public JsonBytes decimal(long unscaled, int scale) {
        long unit = 1;
        for (int i = 0; i < scale; i++) {
            unit *= 10;
        }
        number(unscaled / unit);
        long fraction = unscaled % unit;
        if (fraction == 0) {
            return this;
        }
        int count = scale;
        for (; fraction % 10 == 0; count--) {
            fraction /= 10;
        }
        ensure(count + 1);
        bytes[size++] = '.';
        digits(fraction, count);
        return this;
    }

    /** A number as {@link Double#toString} has it, which is slower by far for whole ones. */
    public JsonBytes number(double number) {
        if (number == Math.rint(number) && number >= 0 && number < FIRST_WITH_EXPONENT && !isNegativeZero(number)) {
            return number((long) number).raw(".0");
        }
        return raw(Double.toString(number));
    }

    private static boolean isNegativeZero(double number) {
        return number == 0 && Double.doubleToRawLongBits(number) != 0;
    }

    /** Room for them must have been made. */
    private void digits(long number, int count) {
        long rest = number;
        for (int i = size + count - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
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
