package dev.tracker.formats.internal.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the file that a script, given as text to an interpreter, writes to. */
final class ScriptWrites {

    private static final String QUOTED = "['\"]([^'\"\\n]+)['\"]";
    private static final Pattern OPENED =
            Pattern.compile("open\\(\\s*(?:" + QUOTED + "|([A-Za-z_]\\w*))\\s*,\\s*(?:mode\\s*=\\s*)?['\"][wax]");
    private static final Pattern PATH_WRITTEN =
            Pattern.compile("(?:Path\\(\\s*" + QUOTED + "\\s*\\)|([A-Za-z_]\\w*))\\.write_(?:text|bytes)\\(");

    /** The path of the file written first, or null if none can be named. */
    static @Nullable String find(String script) {
        String opened = match(OPENED, script);
        return opened != null ? opened : match(PATH_WRITTEN, script);
    }

    private static @Nullable String match(Pattern pattern, String script) {
        Matcher matcher = pattern.matcher(script);
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(1) != null ? matcher.group(1) : assigned(matcher.group(2), script);
    }

    private static @Nullable String assigned(String variable, String script) {
        Matcher assignment = Pattern.compile("\\b" + variable + "\\s*=\\s*(?:Path\\(\\s*)?" + QUOTED)
                .matcher(script);
        return assignment.find() ? assignment.group(1) : null;
    }

    private ScriptWrites() {}
}
