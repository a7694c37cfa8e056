package dev.tracker.formats.internal.swe;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether one of the agent's own tools worked, which they say in words only. */
final class EditorReply {

    private static final Pattern DONE = Pattern.compile("File created successfully at|The file \\S+ has been edited"
            + "|File updated\\. Please review|Text replaced\\. Please review|^\\[File: .* created]");

    private static final Pattern REFUSED = Pattern.compile("No replacement was performed|Invalid `\\w+` parameter"
            + "|introduced new syntax error|Your edit was not applied|^(Error|ERROR|Usage)\\b|^File .* not found"
            + "|was not found in the (file|current window)");

    static @Nullable Boolean success(String observation) {
        if (REFUSED.matcher(observation).find()) {
            return false;
        }
        return DONE.matcher(observation).find() ? Boolean.TRUE : null;
    }

    private EditorReply() {}
}
