package dev.tracker.formats.internal.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.ToolUse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call with its result, which Gemini CLI keeps in one record. */
final class GeminiToolCall {

    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^Exit Code: (-?\\d+)\\s*$");
    private static final Pattern NEW_FILE =
            Pattern.compile("created (and wrote to )?new file", Pattern.CASE_INSENSITIVE);

    private final JsonNode call;
    private final String status;
    private final String output;

    GeminiToolCall(JsonNode call) {
        this.call = call;
        this.status = Fields.text(call, "status", "");
        StringBuilder all = new StringBuilder();
        for (JsonNode part : call.path("result")) {
            all.append(Fields.text(part.path("functionResponse").path("response"), "output", ""));
        }
        this.output = all.toString();
    }

    String status() {
        return status;
    }

    Deed deed() {
        Deed deed = ToolUse.of(Fields.text(call, "name", "tool"), call.path("args"));
        boolean touchesFile = deed.action().equals(Deed.WRITE) || deed.action().equals(Deed.EDIT);
        return touchesFile && NEW_FILE.matcher(output).find() ? deed.as(Deed.CREATE) : deed;
    }

    /** The status speaks of the call; a command that ran and failed says so only in its output. */
    @Nullable
    Boolean success() {
        return switch (status) {
            case "success" -> {
                Integer exitCode = exitCode();
                yield exitCode == null || exitCode == 0;
            }
            case "error", "cancelled" -> false;
            default -> null;
        };
    }

    /** What people should know besides; null if nothing. */
    @Nullable
    String remark() {
        return status.equals("cancelled") ? deed().action() + " was cancelled by the user" : null;
    }

    /** The todo list that the call writes; a missing node for all other calls. */
    JsonNode todos() {
        return call.path("args").path("todos");
    }

    private @Nullable Integer exitCode() {
        if (Fields.text(call.path("args"), "command") == null) {
            return null;
        }
        Integer last = null;
        for (Matcher matcher = EXIT_CODE.matcher(output); matcher.find(); ) {
            last = matcher.group(1).equals("0") ? 0 : 1;
        }
        return last;
    }
}
