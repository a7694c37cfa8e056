package dev.tracker.formats.internal.openhands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.internal.shell.FileMemory;
import dev.tracker.formats.internal.shell.ShellCommands;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.ToolUse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What actions do, and whether they did it. */
final class OpenHandsActions {

    private static final Set<String> BOOKKEEPING =
            Set.of("system", "recall", "change_agent_state", "condensation", "condensation_request", "null");

    private final FileMemory files = new FileMemory();

    /** Whether it is none of the model's. */
    static boolean isBookkeeping(String action) {
        return BOOKKEEPING.contains(action);
    }

    Deed deed(String action, JsonNode args) {
        String path = Fields.text(args, "path");
        return switch (action) {
            case "run" -> ShellCommands.classify(Fields.text(args, "command", ""), Fields.text(args, "cwd"));
            case "run_ipython" -> Deed.run(Fields.text(args, "code", ""));
            case "read" -> new Deed(Deed.READ, path);
            case "write" -> new Deed(Deed.WRITE, path);
            case "edit" -> new Deed(Fields.text(args, "command", "").equals("create") ? Deed.CREATE : Deed.EDIT, path);
            case "browse" -> new Deed(Deed.READ, Fields.text(args, "url"));
            case "delegate" -> new Deed(Deed.DELEGATE, Fields.text(args, "agent"));
            case "call_tool_mcp" -> ToolUse.of(Fields.text(args, "name", action), args.path("arguments"));
            default -> new Deed(action, path);
        };
    }

    /** The same deed, told more exactly once it is known whether it happened. */
    Deed done(Deed deed, boolean happened) {
        return files.remember(deed, happened);
    }

    static @Nullable Boolean success(String observation, JsonNode event) {
        if (observation.equals("error") || observation.equals("user_rejected")) {
            return false;
        }
        JsonNode extras = event.path("extras");
        JsonNode code = extras.path("metadata").path("exit_code");
        JsonNode exitCode = code.isNumber() ? code : extras.path("exit_code");
        if (exitCode.isNumber()) {
            // -1: it was still running when the agent looked.
            return exitCode.intValue() == -1 ? null : Boolean.valueOf(exitCode.intValue() == 0);
        }
        if (event.path("success").isBoolean()) {
            return event.path("success").booleanValue();
        }
        return switch (observation) {
            case "read", "write", "edit" -> !Fields.text(event, "content", "").startsWith("ERROR");
            default -> null;
        };
    }
}
