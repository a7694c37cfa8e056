package dev.tracker.cli.manual;

import dev.tracker.cli.option.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A page of the manual, section 1, in the {@code man} macros of troff (man(7)): a command with all its subcommands. */
final class ManPage {

    private final StringBuilder page = new StringBuilder();

    /** The page of that command. */
    static String of(CommandSpec command) {
        ManPage writer = new ManPage();
        writer.write(command);
        return writer.page.toString();
    }

    private void write(CommandSpec command) {
        String name = command.qualifiedName("-");
        macro(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" \"1\" \"\" \"Tracker\" \"Tracker manual\"");
        section("NAME");
        text(name + " - " + Words.firstLine(command.usageMessage().description()));
        section("SYNOPSIS");
        synopsis(command);
        section("DESCRIPTION");
        description(command);
        section("OPTIONS");
        arguments(command, false);
        footer(command);
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
            command.subcommands().values().forEach(sub -> subcommand(sub.getCommandSpec()));
        }
        section("EXIT STATUS");
        text(
                "0: done. 1: failed, or found something wrong. 2: called wrongly. 141: whoever read the output has closed it.");
        section("ENVIRONMENT");
        text(
                "Every option can also be set in the environment: --jdbc-url as TRACKER_JDBC_URL, secrets as TRACKER_..._FILE, which names a file. KAFKA_... variables go to Kafka's clients. NO_COLOR turns colours off.");
    }

    private void subcommand(CommandSpec command) {
        macro(".SS \"" + escaped(command.qualifiedName()) + "\"");
        synopsis(command);
        description(command);
        arguments(command, true);
        footer(command);
        command.subcommands().values().forEach(sub -> subcommand(sub.getCommandSpec()));
    }

    private void synopsis(CommandSpec command) {
        Help help = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF));
        macro(".PP");
        macro("\\fB" + escaped(help.abbreviatedSynopsis().strip()) + "\\fR");
    }

    private void description(CommandSpec command) {
        for (String line : command.usageMessage().description()) {
            macro(".PP");
            text(line);
        }
    }

    private void arguments(CommandSpec command, boolean withoutHelp) {
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            argument("\\fI" + escaped(parameter.paramLabel()) + "\\fR", parameter);
        }
        for (OptionSpec option : command.options()) {
            if (option.hidden() || (withoutHelp && (option.usageHelp() || option.versionHelp()))) {
                continue;
            }
            List<String> names = new ArrayList<>();
            for (String name : option.names()) {
                names.add("\\fB" + escaped(name) + "\\fR");
            }
            String value = option.arity().max() > 0 ? " \\fI" + escaped(option.paramLabel()) + "\\fR" : "";
            argument(String.join(", ", names) + value, option);
        }
    }

    private void argument(String term, ArgSpec argument) {
        macro(".TP");
        macro(term);
        text(String.join(" ", argument.description()));
    }

    /** Examples stand as they are. */
    private void footer(CommandSpec command) {
        if (command.usageMessage().footer().length == 0) {
            return;
        }
        macro(".PP");
        macro(".nf");
        for (String line : command.usageMessage().footer()) {
            macro(guarded(escaped(Help.Ansi.OFF.string(line))));
        }
        macro(".fi");
    }

    private void section(String name) {
        macro(".SH " + name);
    }

    private void text(String text) {
        macro(guarded(escaped(Words.plain(text))));
    }

    private void macro(String line) {
        page.append(line).append('\n');
    }

    /** A point or an apostrophe at the beginning of a line would be an order to troff. */
    private static String guarded(String line) {
        return line.startsWith(".") || line.startsWith("\\(aq") ? "\\&" + line : line;
    }

    /** Characters that troff would take for something else, or set as their typographic relatives. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }

    /** Of a command, by its name or the words that lead to it. */
    static CommandLine find(CommandLine root, List<String> words) {
        CommandLine command = root;
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new UserException("there is no command " + word + "; `"
                        + command.getCommandSpec().qualifiedName() + " --help` lists them");
            }
            command = next;
        }
        return command;
    }
}
