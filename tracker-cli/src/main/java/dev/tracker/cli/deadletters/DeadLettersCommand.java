package dev.tracker.cli.deadletters;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "Look at records that were refused, and send mended ones again.",
            "A letter holds the record as it came (key, value, headers), where and when it lay in the events topic, and why it was refused."
        },
        subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class},
        footer = {
            "",
            "Examples:",
            "  tracker dead-letters list --since 2h",
            "  tracker dead-letters show 0:17",
            "  tracker dead-letters replay 0:17 --value mended.json"
        })
public final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with the dead letters: list, show or replay");
    }
}
