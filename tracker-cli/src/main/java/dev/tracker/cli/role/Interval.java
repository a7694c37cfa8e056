package dev.tracker.cli.role;

import dev.tracker.cli.option.UserException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: a number and one of s, m, h, d. */
final class Interval {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    /** @throws UserException naming the option if it is none */
    static Duration parse(String option, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new UserException(option + " must be a number and one of s, m, h, d, as 12h, not " + text);
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private Interval() {}
}
