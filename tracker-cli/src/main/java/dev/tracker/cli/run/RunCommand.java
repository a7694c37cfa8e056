package dev.tracker.cli.run;

import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        modelTransformer = RunCommand.StopAtCommand.class,
        description = {
            "Run any command as a task: its start, last output, progress, signs of life and end are reported.",
            "Input, output, signals and exit code are the command's own. It starts at once and never waits for Kafka:",
            "what Kafka does not take lies on disk, and the next run sends it.",
            "Within the command, $$TRACKER_PARENT is the task's id."
        },
        footer = {
            "",
            "Examples:",
            "  tracker run -- make test",
            "  tracker run --task 'nightly-import-{date}' --title 'Nightly import' -- /opt/import/run.sh",
            "  tracker run --progress-pattern '(\\d+)%%' --criteria 'all rows in' -- ./import.sh --verbose",
            "  tracker run --silence 3600 -- rsync -a /data backup:/data",
            "  tracker run --drain              send what earlier runs could not, run nothing"
        })
public final class RunCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final long LAST_OUTPUT_MILLIS = 2_000;
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(30);

    /** What stands behind the command's name is the command's. */
    static final class StopAtCommand implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            spec.parser().stopAtPositional(true);
            return spec;
        }
    }

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--drain", description = "Run nothing: send what earlier runs could not.")
    private boolean drain;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, with its arguments.")
    private List<String> command = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter err = spec.commandLine().getErr();
        options.check();
        RunTracker tracker = new RunTracker(kafka, options, err);
        if (drain) {
            return drain(tracker);
        }
        if (command.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "say which command to run, as in `tracker run -- make test`");
        }
        ProgressPattern pattern = options.progressPattern();
        String taskId = options.taskId(command, LocalDateTime.now(ZoneId.systemDefault()));
        OutputTail tail = new OutputTail();
        Child child;
        try {
            // Before anything else: it must not wait for us.
            child = Child.start(command, Map.of("TRACKER_PARENT", taskId), options.keepsOutput());
        } catch (IOException e) {
            return notStarted(e, tracker, taskId, err);
        }
        OutputPump output = OutputPump.ofOutput(child.process(), tail);
        OutputPump errors = OutputPump.ofErrors(child.process(), tail);
        tracker.start(taskId, command, tail, pattern);
        int code = child.process().waitFor();
        output.awaitEnd(LAST_OUTPUT_MILLIS);
        errors.awaitEnd(LAST_OUTPUT_MILLIS);
        tracker.end(Ending.of(code, child.signal()));
        return code;
    }

    private int notStarted(IOException failure, RunTracker tracker, String taskId, PrintWriter err)
            throws InterruptedException {
        boolean isMissing = String.valueOf(failure.getMessage()).contains("error=2,");
        String reason = command.get(0) + (isMissing ? ": there is no such program" : ": " + failure.getMessage());
        err.println("tracker run: " + reason);
        err.flush();
        tracker.start(taskId, command, new OutputTail(), null);
        tracker.end(new Ending(Ending.Kind.FAILED, reason));
        return isMissing ? NOT_FOUND : NOT_EXECUTABLE;
    }

    private int drain(RunTracker tracker) throws InterruptedException, IOException {
        if (!command.isEmpty()) {
            throw new UserException("--drain runs no command");
        }
        // Here somebody wants to know if there is none.
        String unused = kafka.bootstrap();
        long left = tracker.drain(DRAIN_PATIENCE);
        spec.commandLine().getOut().println(left == 0 ? "Nothing waits." : left + " updates still wait for Kafka.");
        spec.commandLine().getOut().flush();
        return left == 0 ? 0 : 1;
    }
}
