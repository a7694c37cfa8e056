package dev.tracker.formats.internal.shell;

import dev.tracker.formats.internal.shell.Effect.Kind;
import dev.tracker.formats.internal.shell.SimpleCommand.Output;
import dev.tracker.formats.support.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells in one deed what a whole command line does. Of several things it does, a change of a file counts most, then something that was run, then a
 * removal, then what was read; among equals the first. Output that a running program leaves in a file is that run's, not a change of its own.
 */
public final class ShellCommands {

    private static final Set<String> SHELLS = Set.of("bash", "sh", "zsh", "dash");
    private static final int MAX_NESTING = 4;

    /**
     * What the command line does. The target of a change or a reading is a path, relative to {@code folder} if it lies below; of anything else
     * the command line.
     *
     * @param folder the absolute folder where the command line begins; null if unknown
     */
    public static Deed classify(String commandLine, @Nullable String folder) {
        ShellPaths paths = new ShellPaths(folder);
        Effect most = most(commandLine, paths, 0);
        String action = most.kind().action();
        if (action.equals(Deed.RUN)) {
            return Deed.run(commandLine);
        }
        String path = most.path();
        if (path != null) {
            return new Deed(action, paths.name(path));
        }
        return most.kind() == Kind.EDIT
                ? new Deed(action, null)
                : Deed.run(commandLine).as(action);
    }

    /** The effect that tells most; its path is absolute already, since a later {@code cd} would change what it means. */
    private static Effect most(String commandLine, ShellPaths paths, int nesting) {
        Effect most = Effect.NONE;
        List<Effect> pipeline = new ArrayList<>();
        for (SimpleCommand raw : ShellLexer.split(commandLine)) {
            if (!raw.isPiped()) {
                most = more(most, together(pipeline));
                pipeline.clear();
            }
            pipeline.add(located(effect(raw.withWords(Prefixes.strip(raw.words())), paths, nesting), paths));
        }
        return more(most, together(pipeline));
    }

    private static Effect effect(SimpleCommand command, ShellPaths paths, int nesting) {
        if (command.words().isEmpty()) {
            return output(command, Effect.NONE);
        }
        String program = command.program();
        List<String> arguments = command.arguments();
        if (program.equals("cd") || program.equals("pushd")) {
            String folder = Operands.first(Operands.of(arguments, Set.of()));
            if (folder != null && ShellPaths.isLiteral(folder)) {
                paths.enter(folder);
            }
            return Effect.NONE;
        }
        int inline = arguments.indexOf("-c") >= 0 ? arguments.indexOf("-c") : arguments.indexOf("-lc");
        if (SHELLS.contains(program) && inline >= 0 && inline + 1 < arguments.size() && nesting < MAX_NESTING) {
            return most(arguments.get(inline + 1), paths, nesting + 1);
        }
        return output(command, Programs.effect(command));
    }

    /** What the command does, given where its output goes. */
    private static Effect output(SimpleCommand command, Effect effect) {
        boolean isQuiet = effect.kind() == Kind.NONE || effect.kind() == Kind.READ;
        for (Output output : command.outputs()) {
            if (isQuiet && !output.path().startsWith("/dev/")) {
                return Effect.change(output.append() ? Kind.EDIT : Kind.WRITE, output.path());
            }
        }
        return effect;
    }

    /** A pipeline that runs something is a run, whatever becomes of the output. */
    private static Effect together(List<Effect> pipeline) {
        boolean runs = pipeline.stream().anyMatch(effect -> effect.kind() == Kind.RUN);
        return runs ? Effect.RUN : pipeline.stream().reduce(Effect.NONE, ShellCommands::more);
    }

    private static Effect more(Effect first, Effect second) {
        if (first.kind().changesFile()) {
            return first;
        }
        int order = second.kind().compareTo(first.kind());
        boolean namesMore = order == 0 && first.path() == null && second.path() != null;
        return order > 0 || namesMore ? second : first;
    }

    private static Effect located(Effect effect, ShellPaths paths) {
        String path = effect.path();
        return path == null || !ShellPaths.isLiteral(path) ? effect : new Effect(effect.kind(), paths.absolute(path));
    }

    private ShellCommands() {}
}
