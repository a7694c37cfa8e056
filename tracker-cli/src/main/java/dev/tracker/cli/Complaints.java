package dev.tracker.cli;

import dev.tracker.cli.option.Environment;
import dev.tracker.cli.option.UserException;
import dev.tracker.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in a line that names the cause; a stack trace is kept for defects of the program itself. */
final class Complaints {

    private static final int FAILED = 1;
    private static final String DISK_FULL = "No space left on device";

    private final Environment environment;

    Complaints(Environment environment) {
        this.environment = environment;
    }

    /** The command line or the environment is wrong. Repeats no value that follows an unknown option: it may be a secret. */
    int calledWrongly(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        complain(command, reason(failure));
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    private String reason(ParameterException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UserException) {
                return String.valueOf(cause.getMessage());
            }
        }
        if (failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            return "unknown option " + unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        }
        String variable = failure.getArgSpec() instanceof OptionSpec option ? environment.source(option) : null;
        return failure.getMessage() + (variable == null ? "" : " (" + variable + " is set)");
    }

    /** The command was called rightly and failed. */
    int failed(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof InterruptException || failure instanceof InterruptedException) {
            return FAILED;
        }
        String reason = reason(failure);
        if (reason == null) {
            throw failure;
        }
        complain(command, environment.redact(reason) + diskHint(failure));
        return FAILED;
    }

    private static @Nullable String reason(Exception failure) {
        if (failure instanceof UserException || failure instanceof EmbeddedServerException) {
            return failure.getMessage();
        }
        if (failure instanceof KafkaException) {
            return "Kafka: " + withRoot(failure);
        }
        if (failure instanceof SQLException) {
            return "PostgreSQL: " + failure.getMessage();
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            return failure.toString();
        }
        return null;
    }

    /** Kafka's outermost message often says only what was tried; why it failed (an unknown certificate, say) stands at the root. */
    private static String withRoot(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage());
        return message.contains(reason) ? message : message + ": " + reason;
    }

    private static String diskHint(Throwable failure) {
        boolean full = false;
        boolean said = String.valueOf(failure.getMessage()).contains("disk is full");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            full |= String.valueOf(cause.getMessage()).contains(DISK_FULL);
        }
        return full && !said ? "; the disk is full: free some room and start again, nothing is lost" : "";
    }

    private static void complain(CommandLine command, String message) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
        command.getErr().flush();
    }
}
