package dev.tracker.formats.internal.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of a {@code user} record is: only some of it was typed by a person.
 *
 * @param text the text that matters for its kind
 */
record HumanText(Kind kind, String text) {

    enum Kind {
        /** Nothing that concerns the task. */
        NONE,
        /** A person's request. */
        PROMPT,
        /** A slash command; the text is its name. */
        COMMAND,
        /** The person stopped the agent. */
        INTERRUPTION,
        /** A background task reports. */
        NOTIFICATION
    }

    private static final HumanText NOTHING = new HumanText(Kind.NONE, "");
    private static final Pattern COMMAND_NAME = Pattern.compile("<command-name>([^<]+)</command-name>");
    private static final Pattern MACHINE_MADE = Pattern.compile("<(command-|local-command-|bash-|system-reminder)");

    static HumanText of(JsonNode record) {
        if (record.path("isMeta").asBoolean(false)
                || record.path("isCompactSummary").asBoolean(false)) {
            return NOTHING;
        }
        String text = Fields.content(record.path("message").path("content"));
        if (text == null || text.isBlank()) {
            return NOTHING;
        }
        String stripped = text.strip();
        if (stripped.startsWith("[Request interrupted by user")) {
            return new HumanText(Kind.INTERRUPTION, stripped);
        }
        if (stripped.startsWith("<task-notification>")) {
            return new HumanText(Kind.NOTIFICATION, stripped);
        }
        if (MACHINE_MADE.matcher(stripped).lookingAt()) {
            Matcher command = COMMAND_NAME.matcher(stripped);
            return command.find() ? new HumanText(Kind.COMMAND, command.group(1).strip()) : NOTHING;
        }
        return new HumanText(Kind.PROMPT, stripped);
    }
}
