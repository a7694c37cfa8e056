package dev.tracker.bench.faults;

import dev.tracker.bench.run.BenchException;
import picocli.CommandLine;

/** Entry point of {@code tracker faults}. Exit codes: 0 every promise kept, 1 not, 2 called wrongly. */
public final class FaultsMain {

    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-faults.xml");
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new FaultsCommand()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof BenchException) {
                command.getErr().println("tracker faults: " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }

    private FaultsMain() {}
}
