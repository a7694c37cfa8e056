package dev.tracker.cli.replay.mini;

import dev.tracker.cli.replay.support.WireText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the title of the task within the prompt that wraps it. */
final class TaskTitle {

    private static final int LENGTH = 200;

    /** Lines of the usual prompts that stand before the task. */
    private static final Pattern WRAPPING = Pattern.compile(
            "(?m)^\\s*(<[\\w-]+>|Consider the following PR description:|Please solve this issue:|# Task)\\s*$");

    private static final Pattern INLINE = Pattern.compile("^Please solve this issue:\\s*");

    static @Nullable String of(@Nullable String prompt) {
        if (prompt == null) {
            return null;
        }
        String bare =
                INLINE.matcher(WRAPPING.matcher(prompt).replaceAll("").strip()).replaceFirst("");
        return WireText.firstLine(bare, LENGTH);
    }

    private TaskTitle() {}
}
