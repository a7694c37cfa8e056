package dev.tracker.formats.internal.shell;

import dev.tracker.formats.internal.shell.Effect.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the commands of git do with the files of the working folder. */
final class GitCommands {

    private static final Set<String> READERS = Set.of(
            "diff",
            "log",
            "show",
            "status",
            "blame",
            "grep",
            "ls-files",
            "ls-tree",
            "rev-parse",
            "rev-list",
            "remote",
            "describe",
            "shortlog",
            "cat-file",
            "reflog",
            "whatchanged");

    private static final Set<String> GLOBAL_VALUES = Set.of("-C", "-c", "--git-dir", "--work-tree");

    static Effect effect(List<String> arguments) {
        int at = 0;
        while (at < arguments.size() && arguments.get(at).startsWith("-")) {
            at += GLOBAL_VALUES.contains(arguments.get(at)) ? 2 : 1;
        }
        if (at >= arguments.size()) {
            return Effect.RUN;
        }
        String command = arguments.get(at);
        List<String> rest = arguments.subList(at + 1, arguments.size());
        if (READERS.contains(command)) {
            return Effect.read(path(rest));
        }
        return switch (command) {
            case "apply", "am" ->
                rest.contains("--check") || rest.contains("--stat") ? Effect.read(null) : new Effect(Kind.EDIT, null);
            case "checkout" -> rest.contains("--") ? Effect.change(Kind.EDIT, path(rest)) : Effect.RUN;
            case "restore" -> Effect.change(Kind.EDIT, Operands.first(Operands.of(rest, Set.of("-s", "--source"))));
            case "rm" -> new Effect(Kind.DELETE, Operands.first(Operands.of(rest, Set.of())));
            case "mv" -> Effect.change(Kind.WRITE, Operands.last(Operands.of(rest, Set.of())));
            default -> Effect.RUN;
        };
    }

    /** The first path: what follows {@code --}, or else what can only be one. */
    private static @Nullable String path(List<String> arguments) {
        int dashes = arguments.indexOf("--");
        if (dashes >= 0) {
            return dashes + 1 < arguments.size() ? arguments.get(dashes + 1) : null;
        }
        return Operands.of(arguments, Set.of("-n", "-L", "-S", "-G")).stream()
                .filter(operand -> operand.contains(".") && !operand.contains(".."))
                .findFirst()
                .orElse(null);
    }

    private GitCommands() {}
}
