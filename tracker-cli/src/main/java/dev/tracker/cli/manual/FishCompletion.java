package dev.tracker.cli.manual;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completions for fish, which picocli does not write: a {@code complete} line for each command and option. */
final class FishCompletion {

    private final String program;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root.name());
        completion.script.append("complete -c ").append(root.name()).append(" -f\n");
        completion.add(root, List.of());
        return completion.script.toString();
    }

    private void add(CommandSpec command, List<String> path) {
        List<String> subcommands = List.copyOf(command.subcommands().keySet());
        String here = here(path, subcommands);
        command.subcommands()
                .forEach((name, sub) -> line(here)
                        .append(" -a ")
                        .append(name)
                        .append(" -d ")
                        .append(quoted(Words.firstLine(
                                sub.getCommandSpec().usageMessage().description())))
                        .append('\n'));
        for (OptionSpec option : command.options()) {
            option(here, option);
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            values(line(here), parameter).append('\n');
        }
        for (CommandLine sub : command.subcommands().values()) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(sub.getCommandName());
            add(sub.getCommandSpec(), deeper);
        }
    }

    private void option(String here, OptionSpec option) {
        StringBuilder line = line(here);
        for (String name : option.names()) {
            boolean isLong = name.startsWith("--");
            line.append(isLong ? " -l " : " -s ").append(name.substring(isLong ? 2 : 1));
        }
        if (option.arity().max() > 0) {
            values(line.append(" -r"), option);
        }
        line.append(" -d ")
                .append(quoted(Words.firstLine(option.description())))
                .append('\n');
    }

    private static StringBuilder values(StringBuilder line, ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            StringJoiner values = new StringJoiner(" ");
            argument.completionCandidates().forEach(values::add);
            return line.append(" -a ").append(quoted(values.toString()));
        }
        return argument.auxiliaryTypes().length > 0 && argument.auxiliaryTypes()[0] == Path.class
                ? line.append(" -F")
                : line;
    }

    private StringBuilder line(String here) {
        return script.append("complete -c ").append(program).append(" -n ").append(quoted(here));
    }

    /** The words that lead here are all on the line, and none that leads further. */
    private static String here(List<String> path, List<String> subcommands) {
        StringJoiner condition = new StringJoiner("; and ");
        path.forEach(word -> condition.add("__fish_seen_subcommand_from " + word));
        if (!subcommands.isEmpty()) {
            condition.add("not __fish_seen_subcommand_from " + String.join(" ", subcommands));
        }
        return condition.length() == 0 ? "true" : condition.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
