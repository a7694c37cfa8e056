package dev.tracker.schemas.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads RFC 3339 times with any offset, in whole microseconds: the finest that PostgreSQL holds. Nearly all have the form {@code 2026-01-31T23:59:59.123Z},
 * which is read by hand, some ten times faster; whatever is not exactly that goes to the general parser.
 */
final class Rfc3339 {

    private static final int SECONDS_END = 19;
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int NANOS_PER_MICRO = 1000;

    /** @throws DateTimeException if it is no such time, or beyond what an {@link Instant} holds */
    static Instant parse(String text) {
        Instant instant = parseUsual(text);
        return instant == null ? parseAny(text) : instant;
    }

    static Instant parseAny(String text) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from).truncatedTo(ChronoUnit.MICROS);
    }

    /** The time, or null if it does not have the usual form: then {@link #parseAny} decides. */
    static @Nullable Instant parseUsual(String text) {
        int last = text.length() - 1;
        if (last < SECONDS_END
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(last) != 'Z') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, SECONDS_END);
        int nanos = nanos(text, last);
        // A negative field (not digits) makes the disjunction negative.
        if ((year | month | day | hour | minute | second | nanos) < 0
                || month < 1
                || month > 12
                || day < 1
                || (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth())
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        int secondOfDay = (hour * 60 + minute) * 60 + second;
        return Instant.ofEpochSecond(days * SECONDS_PER_DAY + secondOfDay, nanos - nanos % NANOS_PER_MICRO);
    }

    /** The fraction between the seconds and the Z; -1 if there is something else. */
    private static int nanos(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        int from = SECONDS_END + 1;
        int count = end - from;
        if (text.charAt(SECONDS_END) != '.' || count < 1 || count > MAX_FRACTION_DIGITS) {
            return -1;
        }
        int nanos = digits(text, from, end);
        for (int i = count; i < MAX_FRACTION_DIGITS && nanos > 0; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private Rfc3339() {}
}
