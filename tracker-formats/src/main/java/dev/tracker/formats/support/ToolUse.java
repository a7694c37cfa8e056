package dev.tracker.formats.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in our words what the call of an agent's tool does. Known tools by name; others by their arguments and what their name suggests. */
public final class ToolUse {

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("write", Deed.WRITE),
            Map.entry("write_file", Deed.WRITE),
            Map.entry("edit", Deed.EDIT),
            Map.entry("multiedit", Deed.EDIT),
            Map.entry("notebookedit", Deed.EDIT),
            Map.entry("replace", Deed.EDIT),
            Map.entry("read", Deed.READ),
            Map.entry("notebookread", Deed.READ),
            Map.entry("grep", Deed.READ),
            Map.entry("glob", Deed.READ),
            Map.entry("ls", Deed.READ),
            Map.entry("lsp", Deed.READ),
            Map.entry("webfetch", Deed.READ),
            Map.entry("websearch", Deed.READ),
            Map.entry("toolsearch", Deed.READ),
            Map.entry("bashoutput", Deed.READ),
            Map.entry("taskoutput", Deed.READ),
            Map.entry("agentoutputtool", Deed.READ),
            Map.entry("read_file", Deed.READ),
            Map.entry("read_many_files", Deed.READ),
            Map.entry("list_directory", Deed.READ),
            Map.entry("search_file_content", Deed.READ),
            Map.entry("grep_search", Deed.READ),
            Map.entry("google_web_search", Deed.READ),
            Map.entry("web_fetch", Deed.READ),
            Map.entry("bash", Deed.RUN),
            Map.entry("run_shell_command", Deed.RUN),
            Map.entry("shell", Deed.RUN),
            Map.entry("shell_command", Deed.RUN),
            Map.entry("local_shell", Deed.RUN),
            Map.entry("exec_command", Deed.RUN),
            Map.entry("view_image", Deed.READ),
            Map.entry("task", Deed.DELEGATE),
            Map.entry("agent", Deed.DELEGATE),
            Map.entry("delegate_to_agent", Deed.DELEGATE));

    private static final Pattern SOUNDS_LIKE_EDIT = Pattern.compile("edit|replace|patch|update|insert|append");
    private static final Pattern SOUNDS_LIKE_WRITE = Pattern.compile("write|create|save");
    private static final Pattern SOUNDS_LIKE_READ =
            Pattern.compile("read|view|open|grep|glob|search|find|fetch|list|cat");
    private static final Pattern SOUNDS_LIKE_SHELL = Pattern.compile("bash|shell|exec|terminal|command|run");

    /** Some editors are one tool with several commands. */
    private static final Map<String, String> EDITOR_COMMANDS = Map.of(
            "view",
            Deed.READ,
            "create",
            Deed.CREATE,
            "str_replace",
            Deed.EDIT,
            "insert",
            Deed.EDIT,
            "undo_edit",
            Deed.EDIT);

    private static final String[] COMMANDS = {"command", "cmd", "commandLine", "script"};
    private static final String[] PATHS = {
        "file_path", "notebook_path", "absolute_path", "path", "filePath", "target_file", "filename", "dir_path"
    };
    private static final String[] OTHER_TARGETS = {"pattern", "query", "url", "prompt", "description", "skill", "name"};

    /** What the call does and to what. A tool that is none of ours keeps its own name as the action. */
    public static Deed of(String tool, JsonNode arguments) {
        String action = action(tool, arguments);
        String command = command(arguments);
        if (action.equals(Deed.RUN) && command != null) {
            return Deed.run(command);
        }
        if (action.equals(Deed.DELEGATE)) {
            return new Deed(
                    action, WireText.firstLine(Fields.firstText(arguments, "description", "prompt", "objective"), 200));
        }
        return new Deed(action, target(arguments, command));
    }

    /** The command line among the arguments, which may be cut into words; null if there is none. */
    public static @Nullable String command(JsonNode arguments) {
        for (String name : COMMANDS) {
            JsonNode command = arguments.path(name);
            String text = command.isArray() ? words(command) : Fields.text(arguments, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Of {@code bash -lc 'make test'} the last word is the command line; other words just stand one behind the other. */
    private static @Nullable String words(JsonNode command) {
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(word.asText()));
        boolean isShell = words.size() == 3 && words.get(1).matches("-l?c");
        String line = isShell ? words.get(2) : String.join(" ", words);
        return line.isBlank() ? null : line;
    }

    /** Whether the tool hands the work to a sub-agent. */
    public static boolean isDelegation(Deed deed) {
        return deed.action().equals(Deed.DELEGATE);
    }

    private static String action(String tool, JsonNode arguments) {
        String lower = tool.toLowerCase(Locale.ROOT);
        String known = KNOWN.get(lower);
        if (known != null) {
            return known;
        }
        boolean hasPath = Fields.firstText(arguments, PATHS) != null;
        String editing = hasPath ? ofEditorCommand(Fields.text(arguments, "command", "")) : null;
        if (editing != null) {
            return editing;
        }
        if (hasPath && SOUNDS_LIKE_EDIT.matcher(lower).find()) {
            return Deed.EDIT;
        }
        if (hasPath && SOUNDS_LIKE_WRITE.matcher(lower).find()) {
            return Deed.WRITE;
        }
        if (hasPath && SOUNDS_LIKE_READ.matcher(lower).find()) {
            return Deed.READ;
        }
        return command(arguments) != null && SOUNDS_LIKE_SHELL.matcher(lower).find() ? Deed.RUN : tool;
    }

    private static @Nullable String target(JsonNode arguments, @Nullable String command) {
        String path = Fields.firstText(arguments, PATHS);
        if (path != null) {
            return path;
        }
        return command != null ? command : WireText.firstLine(Fields.firstText(arguments, OTHER_TARGETS), 200);
    }

    private ToolUse() {}

    /** What a command of an editor tool does, as {@code view} or {@code str_replace}; null if it is none of the usual ones. */
    public static @Nullable String ofEditorCommand(String command) {
        return EDITOR_COMMANDS.get(command);
    }
}
