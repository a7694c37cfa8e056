package dev.tracker.bench;

import dev.tracker.bench.bridge.BridgeCommand;
import dev.tracker.bench.fold.FoldCommand;
import dev.tracker.bench.fold.QuickCommand;
import dev.tracker.bench.growth.GrowthCommand;
import dev.tracker.bench.ingest.IngestCommand;
import dev.tracker.bench.latency.LatencyCommand;
import dev.tracker.bench.micro.MicroCommand;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.sink.SinkCommand;
import dev.tracker.bench.sink.StorageCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point of {@code tracker bench}. Exit codes: 0 done, 1 failed or output found wrong, 2 called wrongly. */
@Command(
        name = "tracker bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure Tracker, the limit and what others would write, in the same run.",
            "Servers and subjects run in JVMs of their own, subjects take turns, and what they wrote is checked."
        },
        subcommands = {
            FoldCommand.class,
            SinkCommand.class,
            StorageCommand.class,
            LatencyCommand.class,
            BridgeCommand.class,
            IngestCommand.class,
            GrowthCommand.class,
            MicroCommand.class,
            AllCommand.class,
            QuickCommand.class
        })
public final class BenchMain implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-bench.xml");
        }
        System.exit(run(arguments));
    }

    /** Runs one benchmark and returns its exit code. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** All benchmarks, and what a failure of one looks like. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof BenchException) {
                        command.getErr().println("tracker bench: " + failure.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                });
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which benchmark to run");
    }
}
