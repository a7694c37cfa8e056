package dev.tracker.formats.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the title of the task within the prompt that wraps it. */
public final class TaskTitle {

    private static final int LENGTH = 200;

    /** Lines of the usual prompts that stand before the task. */
    private static final Pattern WRAPPING = Pattern.compile(
            "(?m)^\\s*(<[\\w-]+>|Consider the following PR description:|Please solve this issue:|# Task)\\s*$");

    private static final Pattern INLINE = Pattern.compile("^Please solve this issue:\\s*");

    /** What marks the task within a longer prompt. */
    private static final Pattern MARKED =
            Pattern.compile("(?s)(<pr_description>|<issue_description>|(?m:^ISSUE:)\\s)(.*)");

    /** The first line of the task that the prompt hands over; null if it has none. */
    public static @Nullable String of(@Nullable String prompt) {
        if (prompt == null) {
            return null;
        }
        Matcher marked = MARKED.matcher(prompt);
        String from = marked.find() && !marked.group(2).isBlank() ? marked.group(2) : prompt;
        String bare =
                INLINE.matcher(WRAPPING.matcher(from).replaceAll("").strip()).replaceFirst("");
        return WireText.firstLine(bare, LENGTH);
    }

    private TaskTitle() {}
}
