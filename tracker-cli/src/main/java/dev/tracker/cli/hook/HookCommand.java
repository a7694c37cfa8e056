package dev.tracker.cli.hook;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "hook",
        mixinStandardHelpOptions = true,
        description = {
            "Report what an agent tells its hooks, without slowing or breaking it.",
            "Says nothing on standard output and never ends with 2: the agent would read the one and stop for the other."
        },
        subcommands = {ClaudeCodeHookCommand.class, DrainCommand.class},
        footer = {
            "",
            "Examples:",
            "  tracker hook claude-code --install     connect Claude Code on this machine; docs/hooks.md",
            "  tracker hook drain                     send what waits now, and say how much it was"
        })
public final class HookCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which: claude-code or drain");
    }
}
