package dev.tracker.formats.internal.shell;

import dev.tracker.formats.internal.shell.Effect.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What well-known programs do with their arguments. One that is not known is run. */
final class Programs {

    private static final Set<String> QUIET = Set.of(
            "echo",
            "printf",
            "export",
            "set",
            "unset",
            "true",
            "false",
            ":",
            "exit",
            "sleep",
            "wait",
            "for",
            "in",
            "done",
            "fi",
            "case",
            "esac",
            "local",
            "shopt",
            "trap",
            "alias",
            "return",
            "break",
            "continue",
            "popd",
            "read",
            "function");

    private static final Set<String> READERS = Set.of(
            "cat",
            "bat",
            "head",
            "tail",
            "less",
            "more",
            "nl",
            "find",
            "fd",
            "ls",
            "tree",
            "wc",
            "file",
            "stat",
            "du",
            "df",
            "diff",
            "cmp",
            "comm",
            "which",
            "whereis",
            "type",
            "pwd",
            "sort",
            "uniq",
            "cut",
            "tr",
            "jq",
            "xxd",
            "od",
            "hexdump",
            "strings",
            "md5sum",
            "sha1sum",
            "sha256sum",
            "realpath",
            "basename",
            "dirname",
            "readlink",
            "whoami",
            "date",
            "ps",
            "test",
            "[",
            "[[",
            "column",
            "fold",
            "rev",
            "tac",
            "paste",
            "printenv",
            "uname",
            "id",
            "zcat");

    private static final Set<String> SEARCHERS = Set.of("grep", "egrep", "fgrep", "zgrep", "rg", "ag", "ack");

    private static final Set<String> INTERPRETERS =
            Set.of("python", "python2", "python3", "ruby", "node", "perl", "php", "pypy3", "ipython");

    private static final Set<String> NUMBERED = Set.of("-n", "-c", "--lines", "--bytes", "-L", "-w");
    private static final Set<String> SEARCH_VALUES = Set.of(
            "-A",
            "-B",
            "-C",
            "-m",
            "-e",
            "-f",
            "--include",
            "--exclude",
            "--exclude-dir",
            "-g",
            "-t",
            "--type",
            "--glob");
    private static final Set<String> SCRIPT_VALUES = Set.of("-e", "-f", "--expression", "--file", "-F", "-v");

    static Effect effect(SimpleCommand command) {
        String program = command.program();
        List<String> arguments = command.arguments();
        if (QUIET.contains(program)) {
            return Effect.NONE;
        }
        if (program.equals("find") || program.equals("fd")) {
            return find(arguments);
        }
        if (READERS.contains(program)) {
            return Effect.read(Operands.first(Operands.of(arguments, NUMBERED)));
        }
        if (SEARCHERS.contains(program)) {
            return search(arguments);
        }
        if (INTERPRETERS.contains(program)) {
            return interpreter(program, command);
        }
        return switch (program) {
            case "sed", "gsed" -> sed(arguments);
            case "awk", "gawk" ->
                arguments.contains("inplace")
                        ? Effect.change(Kind.EDIT, lastOf(arguments))
                        : Effect.read(script(arguments));
            case "ed", "ex" -> Effect.change(Kind.EDIT, Operands.first(Operands.of(arguments, Set.of())));
            case "patch" -> patch(arguments);
            case "tee" ->
                Effect.change(
                        Operands.hasOption(arguments, 'a', "--append") ? Kind.EDIT : Kind.WRITE,
                        Operands.first(Operands.of(arguments, Set.of())));
            case "cp", "mv", "install" -> copy(arguments);
            case "touch" -> Effect.change(Kind.WRITE, Operands.first(Operands.of(arguments, Set.of("-d", "-t", "-r"))));
            case "rm", "unlink" -> new Effect(Kind.DELETE, Operands.first(Operands.of(arguments, Set.of())));
            case "xargs" -> xargs(command);
            case "git" -> GitCommands.effect(arguments);
            default -> Effect.RUN;
        };
    }

    private static Effect find(List<String> arguments) {
        int exec = Math.max(arguments.indexOf("-exec"), arguments.indexOf("-execdir"));
        boolean changes = arguments.contains("-delete");
        if (exec >= 0 && exec + 1 < arguments.size()) {
            List<String> words = arguments.subList(exec + 1, arguments.size());
            Kind kind = effect(new SimpleCommand(words, List.of(), "", false)).kind();
            changes |= kind != Kind.READ && kind != Kind.NONE;
        }
        String first = arguments.isEmpty() || arguments.get(0).startsWith("-") ? "." : arguments.get(0);
        return changes ? Effect.RUN : Effect.read(first);
    }

    private static Effect search(List<String> arguments) {
        List<String> operands = Operands.of(arguments, SEARCH_VALUES);
        boolean hasPattern = arguments.contains("-e") || arguments.contains("-f");
        int paths = hasPattern ? 0 : 1;
        return Effect.read(operands.size() > paths ? operands.get(paths) : null);
    }

    private static Effect sed(List<String> arguments) {
        boolean inPlace = arguments.stream().anyMatch(a -> a.startsWith("-i") || a.startsWith("--in-place"))
                || Operands.hasOption(arguments, 'i', "--in-place");
        return inPlace ? Effect.change(Kind.EDIT, script(arguments)) : Effect.read(script(arguments));
    }

    /** The last file of a program whose first operand is its script, unless an option brings it. */
    private static @Nullable String script(List<String> arguments) {
        List<String> operands = Operands.of(arguments, SCRIPT_VALUES);
        boolean hasScript =
                arguments.stream().anyMatch(a -> a.equals("-e") || a.equals("-f") || a.startsWith("--expression"));
        return operands.size() > (hasScript ? 0 : 1) ? Operands.last(operands) : null;
    }

    private static Effect interpreter(String program, SimpleCommand command) {
        List<String> arguments = command.arguments();
        if (program.equals("perl") && arguments.stream().anyMatch(a -> a.matches("-[a-zA-Z0]*i.*"))) {
            return Effect.change(Kind.EDIT, lastOf(arguments));
        }
        int inline = Math.max(arguments.indexOf("-c"), arguments.indexOf("-e"));
        boolean hasInline = inline >= 0 && inline + 1 < arguments.size();
        return Effect.change(Kind.EDIT, ScriptWrites.find(hasInline ? arguments.get(inline + 1) : command.input()));
    }

    /** Which file a patch changes stands in the patch, unless it is named. */
    private static Effect patch(List<String> arguments) {
        return new Effect(Kind.EDIT, Operands.first(Operands.of(arguments, Set.of("-i", "-d", "-p", "-o"))));
    }

    private static Effect copy(List<String> arguments) {
        List<String> operands = Operands.of(arguments, Set.of("-t", "-m", "-o", "-g"));
        if (operands.size() < 2) {
            return Effect.RUN;
        }
        String source = operands.get(0);
        String target = operands.get(operands.size() - 1);
        boolean isFolder = target.endsWith("/") || target.equals(".") || target.endsWith("..") || operands.size() > 2;
        String name = source.substring(source.lastIndexOf('/') + 1);
        return Effect.change(Kind.WRITE, isFolder ? target + "/" + name : target);
    }

    private static Effect xargs(SimpleCommand command) {
        List<String> words = command.arguments();
        int program = 0;
        while (program < words.size() && words.get(program).startsWith("-")) {
            program += Set.of("-I", "-n", "-P", "-L", "-d").contains(words.get(program)) ? 2 : 1;
        }
        if (program >= words.size()) {
            return Effect.NONE;
        }
        Effect inner = effect(command.withWords(words.subList(program, words.size())));
        return switch (inner.kind()) {
            case READ, NONE -> Effect.read(null);
            default -> Effect.RUN;
        };
    }

    private static @Nullable String lastOf(List<String> arguments) {
        return Operands.last(Operands.of(arguments, Set.of("-e")));
    }

    private Programs() {}
}
