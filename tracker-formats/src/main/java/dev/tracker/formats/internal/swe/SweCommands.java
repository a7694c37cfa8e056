package dev.tracker.formats.internal.swe;

import dev.tracker.formats.internal.shell.ShellCommands;
import dev.tracker.formats.support.Deed;
import dev.tracker.formats.support.ToolUse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an action does: a command of SWE-agent's own tools, or a command line for the shell. */
final class SweCommands {

    private static final String EDITOR_TOOL = "str_replace_editor";

    /** Tools that work on the open file where they name none. */
    private static final Map<String, String> WINDOW = Map.of(
            "edit",
            Deed.EDIT,
            "insert",
            Deed.EDIT,
            "goto",
            Deed.READ,
            "scroll_up",
            Deed.READ,
            "scroll_down",
            Deed.READ);

    private static final Map<String, String> WITH_PATH =
            Map.of("open", Deed.READ, "create", Deed.CREATE, "view_image", Deed.READ, "filemap", Deed.READ);

    private static final Map<String, String> SEARCHES =
            Map.of("find_file", Deed.READ, "search_dir", Deed.READ, "search_file", Deed.READ);

    /** Whether it is for one of SWE-agent's own tools. */
    static boolean isOwn(String action) {
        String tool = action.strip().split("\\s+", 2)[0];
        return tool.equals(EDITOR_TOOL)
                || WINDOW.containsKey(tool)
                || WITH_PATH.containsKey(tool)
                || SEARCHES.containsKey(tool);
    }

    static Deed deed(String action, SweState state) {
        List<String> words = List.of(action.strip().split("\\s+", 4));
        String tool = words.get(0);
        String first = words.size() > 1 ? unquoted(words.get(1)) : null;
        if (tool.equals(EDITOR_TOOL) && first != null) {
            String usual = ToolUse.ofEditorCommand(first);
            return new Deed(usual == null ? Deed.EDIT : usual, words.size() > 2 ? unquoted(words.get(2)) : null);
        }
        String onOpenFile = WINDOW.get(tool);
        if (onOpenFile != null) {
            return new Deed(onOpenFile, state.openFile());
        }
        String onPath = WITH_PATH.get(tool);
        if (onPath != null) {
            return new Deed(onPath, first);
        }
        String search = SEARCHES.get(tool);
        if (search != null) {
            return Deed.run(action).as(search);
        }
        return ShellCommands.classify(action, state.folder());
    }

    private static @Nullable String unquoted(String word) {
        String bare = word.replaceAll("^[\"']|[\"']$", "");
        return bare.isEmpty() ? null : bare;
    }

    private SweCommands() {}
}
