package dev.tracker.cli;

import dev.tracker.cli.option.Environment;
import dev.tracker.cli.option.UserException;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine;

/** Entry point of the {@code tracker} command. Exit codes: 0 done, 1 failed or found wrong, 2 called wrongly. */
public final class Main {

    private static final int FAILED = 1;

    public static void main(String[] arguments) {
        Logging.choose(arguments);
        System.exit(run(System.getenv(), arguments));
    }

    /** Runs one command and returns its exit code; what it says goes to standard output and standard error. */
    static int run(Map<String, String> environment, String... arguments) {
        CommandLine command = new CommandLine(new TrackerCommand());
        Environment settings = new Environment(environment);
        command.setDefaultValueProvider(settings);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((failure, failed, parsed) -> failed(failure, failed));
        try {
            settings.refuseUnknownKeys(command);
            return command.execute(arguments);
        } catch (UserException e) {
            System.err.println("tracker: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private static int failed(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof UserException) {
            complain(command, String.valueOf(failure.getMessage()));
            return FAILED;
        }
        if (failure instanceof InterruptException) {
            return FAILED;
        }
        if (failure instanceof KafkaException) {
            complain(command, "Kafka: " + failure.getMessage());
            return FAILED;
        }
        throw failure;
    }

    private static void complain(CommandLine command, String message) {
        command.getErr().println("tracker " + command.getCommandName() + ": " + message);
    }

    private Main() {}
}
