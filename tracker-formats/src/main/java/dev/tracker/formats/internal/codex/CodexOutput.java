package dev.tracker.formats.internal.codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.JsonFiles;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a tool worked. By version and tool its output is a text that begins with an exit code, a document within a string, or an object. */
final class CodexOutput {

    private static final Pattern EXIT_CODE =
            Pattern.compile("(?m)^(?:Exit code: |Process exited with code )(-?\\d+)\\s*$");

    private static final Pattern REFUSED = Pattern.compile(
            "^(failed|error|execution error|exec_command failed|rejected|aborted|unsupported call)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final int NEAR_THE_BEGINNING = 400;

    static @Nullable Boolean success(JsonNode output) {
        if (output.path("success").isBoolean()) {
            return output.path("success").booleanValue();
        }
        String text = Fields.content(output.isObject() ? output.path("content") : output);
        if (text == null) {
            return null;
        }
        if (text.startsWith("{")) {
            JsonNode code = code(JsonFiles.embedded(text));
            if (code.isNumber()) {
                return code.intValue() == 0;
            }
        }
        Matcher exit = EXIT_CODE.matcher(text.substring(0, Math.min(text.length(), NEAR_THE_BEGINNING)));
        if (exit.find()) {
            return exit.group(1).equals("0");
        }
        return REFUSED.matcher(text).find() ? Boolean.FALSE : null;
    }

    private static JsonNode code(@Nullable JsonNode parsed) {
        return parsed == null
                ? MissingNode.getInstance()
                : parsed.path("metadata").path("exit_code");
    }

    private CodexOutput() {}
}
