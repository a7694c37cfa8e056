package dev.tracker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description = {
            "All benchmarks in turn, each with its own defaults and its own part of the page; takes hours.",
            "One that fails does not keep the others from running; the exit code is then 1."
        })
final class AllCommand implements Callable<Integer> {

    private static final List<String> IN_TURN =
            List.of("fold", "sink", "storage", "latency", "ingest", "growth", "micro");

    /** Read by picocli only: what was typed is passed on to each of them. */
    @SuppressWarnings("UnusedVariable")
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getErr());
        int worst = 0;
        for (String name : IN_TURN) {
            List<String> arguments = arguments(name);
            progress.accept(String.join(" ", arguments));
            // Anew for each: options of one must not stay set for the next.
            int exit = BenchMain.commandLine()
                    .setOut(spec.commandLine().getOut())
                    .setErr(spec.commandLine().getErr())
                    .execute(arguments.toArray(String[]::new));
            progress.accept(name + (exit == 0 ? " is done" : " has failed"));
            worst = Math.max(worst, exit);
        }
        return worst == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** As typed, for another benchmark. */
    List<String> arguments(String name) {
        List<String> arguments = new ArrayList<>();
        arguments.add(name);
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (option.arity().max() == 0) {
                arguments.add(option.longestName());
            } else {
                option.originalStringValues().forEach(value -> arguments.add(option.longestName() + "=" + value));
            }
        }
        return arguments;
    }
}
