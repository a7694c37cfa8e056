package dev.tracker.cli.run;

import dev.tracker.cli.option.UserException;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds in a line how far the command is: one group is a percentage, two are "so many of so many". */
final class ProgressPattern {

    private final Pattern pattern;

    /** @throws UserException if it is no regular expression with one or two groups */
    ProgressPattern(String regex) {
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new UserException("--progress-pattern is no regular expression: " + e.getMessage(), e);
        }
        int groups = pattern.matcher("").groupCount();
        if (groups < 1 || groups > 2) {
            throw new UserException("--progress-pattern must have one group for the percentage, as in '(\\d+)%',"
                    + " or two for so many of so many, as in '(\\d+)/(\\d+)'");
        }
    }

    /** The last percentage in the line, 0 to 100; empty if there is none. */
    OptionalDouble percent(String line) {
        OptionalDouble last = OptionalDouble.empty();
        Matcher matcher = pattern.matcher(line);
        while (matcher.find()) {
            try {
                double first = Double.parseDouble(String.valueOf(matcher.group(1)));
                double percent = matcher.groupCount() == 1
                        ? first
                        : 100 * first / Double.parseDouble(String.valueOf(matcher.group(2)));
                if (percent >= 0 && percent <= 100) {
                    last = OptionalDouble.of(percent);
                }
            } catch (NumberFormatException e) {
                // What the group caught is no number: the line says nothing about progress.
            }
        }
        return last;
    }
}
