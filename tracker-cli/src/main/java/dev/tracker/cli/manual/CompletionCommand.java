package dev.tracker.cli.manual;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a script that makes a shell complete commands, options and their values.",
        footer = {
            "",
            "Examples:",
            "for all shells that start from then on",
            "  tracker completion bash > ~/.local/share/bash-completion/completions/tracker",
            "  echo 'eval \"$(tracker completion zsh)\"' >> ~/.zshrc",
            "  tracker completion fish > ~/.config/fish/completions/tracker.fish",
            "or for the running shell only",
            "  eval \"$(tracker completion bash)\""
        })
public final class CompletionCommand implements Callable<Integer> {

    /** Shells that can be served. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        PrintWriter out = spec.commandLine().getOut();
        // picocli's script serves zsh, too: it turns on zsh's emulation of bash's completion.
        out.print(shell == Shell.FISH ? FishCompletion.of(root) : AutoComplete.bash(root.name(), root.commandLine()));
        out.flush();
        return 0;
    }
}
