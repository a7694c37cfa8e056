package dev.tracker.formats.internal.codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tracker.formats.internal.shell.FileMemory;
import dev.tracker.formats.internal.shell.ShellCommands;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.JsonFiles;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.formats.support.TodoList;
import dev.tracker.formats.support.ToolUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of tools of one session, told when they are answered. */
final class CodexCalls {

    private record Call(
            Source at,
            String tool,
            JsonNode arguments,
            @Nullable String patch) {}

    private final SessionEvents out;
    private final TodoList todos = new TodoList();
    private final FileMemory files = new FileMemory();
    private final Map<String, Call> open = new HashMap<>();
    private @Nullable String folder;

    CodexCalls(SessionEvents out, @Nullable String folder) {
        this.out = out;
        this.folder = folder;
    }

    /** Commands now begin in that folder, if it is known. */
    void enter(@Nullable String newFolder) {
        folder = newFolder == null ? folder : newFolder;
    }

    void call(Source at, JsonNode item, String type) {
        JsonNode arguments = arguments(item);
        String tool = Fields.text(item, "name", type);
        String command = ToolUse.command(arguments);
        String text = Fields.text(item, "input", command == null ? Fields.text(arguments, "input", "") : command);
        Call call = new Call(at, tool, arguments, text.contains(CodexPatch.BEGIN) ? text : null);
        String id = Fields.firstText(item, "call_id", "id");
        if (type.equals("web_search_call") || id == null) {
            // Done by the model's provider: nothing answers it.
            tell(call, at, at.identity(), status(item));
        } else {
            open.put(id, call);
        }
    }

    void result(Source at, JsonNode item) {
        String id = Fields.text(item, "call_id");
        Call call = id == null ? null : open.remove(id);
        if (id != null && call != null) {
            tell(call, at, id, CodexOutput.success(item.path("output")));
        }
    }

    private void tell(Call call, Source at, String identity, @Nullable Boolean success) {
        boolean happened = Boolean.TRUE.equals(success);
        long duration = Fields.millisBetween(call.at().time(), at.time());
        List<Deed> deeds = deeds(call, happened);
        for (int i = 0; i < deeds.size(); i++) {
            String part = i == 0 ? identity : identity + "/" + i;
            out.action(new Source(part, at.time()), deeds.get(i), success, i == 0 ? duration : -1, null);
        }
        if (!Boolean.FALSE.equals(success) && call.arguments().path("plan").isArray()) {
            todos.replace(call.arguments().path("plan"), new Source(identity, at.time()), out);
        }
    }

    private List<Deed> deeds(Call call, boolean happened) {
        String patch = call.patch();
        if (patch != null) {
            List<Deed> changed = CodexPatch.deeds(patch);
            if (!changed.isEmpty()) {
                return changed;
            }
        }
        Deed deed = ToolUse.of(call.tool(), call.arguments());
        String command = ToolUse.command(call.arguments());
        if (!deed.action().equals(Deed.RUN) || command == null) {
            return List.of(deed);
        }
        String workdir = Fields.text(call.arguments(), "workdir");
        return List.of(files.remember(ShellCommands.classify(command, workdir == null ? folder : workdir), happened));
    }

    /** Arguments come as a string of JSON, or of a call that is built in as an object. */
    private static JsonNode arguments(JsonNode item) {
        String text = Fields.text(item, "arguments");
        if (text == null) {
            return item.path("action");
        }
        JsonNode parsed = JsonFiles.embedded(text);
        return parsed == null ? MissingNode.getInstance() : parsed;
    }

    private static @Nullable Boolean status(JsonNode item) {
        return switch (Fields.text(item, "status", "")) {
            case "completed" -> true;
            case "failed", "incomplete" -> false;
            default -> null;
        };
    }
}
