package dev.tracker.cli;

import dev.tracker.cli.option.Environment;
import dev.tracker.cli.option.UserException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Entry point of the {@code tracker} command. Exit codes: 0 done, 1 failed or found wrong, 2 called wrongly; those of {@code run} are its command's. */
public final class Main {

    public static void main(String[] arguments) {
        Logging.choose(List.of(arguments), System.getenv());
        Charset charset = Charset.defaultCharset();
        int code = run(
                System.getenv(),
                new PrintWriter(System.out, true, charset),
                new PrintWriter(System.err, true, charset),
                arguments);
        System.exit(harmless(code, arguments));
    }

    /** An agent takes 2 from a hook as an order to stop what it does; a wrong option is no such order. */
    private static int harmless(int code, String... arguments) {
        boolean isHook = arguments.length > 0 && arguments[0].equals("hook");
        return isHook && code == CommandLine.ExitCode.USAGE ? CommandLine.ExitCode.SOFTWARE : code;
    }

    /**
     * Runs one command in this process.
     *
     * @param out receives what it has to say
     * @param err receives complaints and progress
     * @return its exit code
     */
    public static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = new CommandLine(new TrackerCommand());
        Environment settings = new Environment(environment);
        Complaints complaints = new Complaints(settings);
        command.setDefaultValueProvider(settings);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setOut(out);
        command.setErr(err);
        command.setParameterExceptionHandler((failure, parsed) -> complaints.calledWrongly(failure));
        command.setExecutionExceptionHandler((failure, failed, parsed) -> complaints.failed(failure, failed));
        try {
            settings.refuseUnknownKeys(command);
            return command.execute(arguments);
        } catch (UserException e) {
            err.println("tracker: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private Main() {}
}
