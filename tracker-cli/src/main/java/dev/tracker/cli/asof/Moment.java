package dev.tracker.cli.asof;

import dev.tracker.cli.option.UserException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Up to where a log is folded. */
public sealed interface Moment {

    /** Everything that the broker appended until then, that millisecond included. */
    record AtTime(Instant time) implements Moment {}

    /** Everything up to that offset of the task's partition, it included. */
    record AtOffset(long offset) implements Moment {}

    /** Units in descending order, each at most once. */
    Pattern RELATIVE = Pattern.compile("-(?:(\\d{1,6})d)?(?:(\\d{1,8})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

    /**
     * A time as people write it: RFC 3339, or how long ago ({@code -90s}, {@code -1h30m}, {@code -2d}).
     *
     * @throws UserException if it is neither, or in the future
     */
    static AtTime time(String text, Instant now) {
        Instant time = parse(text.strip(), now);
        if (time.isAfter(now)) {
            throw new UserException("--at " + text + " is in the future; it is " + now + " now");
        }
        return new AtTime(time);
    }

    private static Instant parse(String text, Instant now) {
        try {
            Matcher ago = RELATIVE.matcher(text);
            if (text.length() > 1 && ago.matches()) {
                return now.minus(Duration.ofDays(number(ago.group(1)))
                        .plusHours(number(ago.group(2)))
                        .plusMinutes(number(ago.group(3)))
                        .plusSeconds(number(ago.group(4))));
            }
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException | ArithmeticException e) {
            throw new UserException(
                    "--at must be a time with its offset, as 2026-01-31T23:59:59Z, or how long ago, as -10m or -1h30m, not "
                            + text,
                    e);
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
