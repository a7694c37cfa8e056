package dev.tracker.cli.run;

import dev.tracker.cli.option.StateFolder;
import dev.tracker.cli.option.UserException;
import dev.tracker.core.client.StartOptions;
import dev.tracker.schemas.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be said of a run. */
final class RunOptions {

    private static final int MAX_TITLE = 200;
    private static final long MOST_SECONDS = 7 * 86_400;

    @Option(
            names = "--task",
            paramLabel = "ID",
            description = {
                "The task's id; {date}, {time}, {pid} and {host} are filled in",
                "(default: the program's name with date, time and process). A task that has ended is not begun again."
            })
    private @Nullable String task;

    @Option(names = "--title", paramLabel = "TEXT", description = "What it is about (default: the command line).")
    private @Nullable String title;

    @Option(
            names = "--criteria",
            paramLabel = "TEXT",
            description = "A criterion that is met when the command ends with 0; once for each.")
    private List<String> criteria = List.of();

    @Option(names = "--agent", paramLabel = "ID", description = "Who does it (default: this machine's name).")
    private @Nullable String agent;

    @Option(
            names = "--project",
            paramLabel = "ID",
            defaultValue = "default",
            description = "Project (default: default).")
    private String project = "default";

    @Option(
            names = "--parent",
            paramLabel = "ID",
            description =
                    "Task that this one is a part of (default: the `tracker run` around this one, if there is one).")
    private @Nullable String parent;

    @Option(names = "--attempt", paramLabel = "N", defaultValue = "1", description = "Which try it is (default: 1).")
    private int attempt = 1;

    @Option(
            names = "--progress-pattern",
            paramLabel = "REGEX",
            description = "Finds progress in the output: '(\\d+)%%', or with two groups '(\\d+) of (\\d+)'.")
    private @Nullable String progressPattern;

    @Option(
            names = "--heartbeat",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Time between signs of life (default: ${DEFAULT-VALUE}).")
    private long heartbeatSeconds = 30;

    @Option(
            names = "--silence",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long it may print nothing before it counts as stalled (default: 5 minutes).")
    private long silenceSeconds;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Longest wait for Kafka when the command has ended (default: ${DEFAULT-VALUE}).")
    private long waitSeconds = 5;

    @Option(
            names = "--no-output",
            description = "Leave the output alone: the command keeps the terminal, and no line is reported.")
    private boolean noOutput;

    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description =
                    "Folder for what Kafka has not taken (default: tracker/run in $$XDG_STATE_HOME, or in ~/.local/state).")
    private @Nullable Path spool;

    /** @throws UserException if a value is out of its range */
    void check() {
        require("--heartbeat", heartbeatSeconds, 1);
        require("--silence", silenceSeconds, 0);
        require("--wait", waitSeconds, 0);
        if (attempt < 1) {
            throw new UserException("--attempt must be 1 or more, not " + attempt);
        }
        if (noOutput && progressPattern != null) {
            throw new UserException("--progress-pattern has nothing to look at with --no-output");
        }
    }

    private static void require(String option, long value, long min) {
        if (value < min || value > MOST_SECONDS) {
            throw new UserException(option + " must be from " + min + " to " + MOST_SECONDS + ", not " + value);
        }
    }

    String taskId(List<String> command, LocalDateTime now) {
        return task == null ? TaskNames.standard(command, now) : TaskNames.filled(task, now);
    }

    String agentId() {
        return agent == null ? TaskNames.host() : agent;
    }

    String project() {
        return project;
    }

    List<String> criteria() {
        return criteria;
    }

    StartOptions start(List<String> command) {
        StartOptions options = StartOptions.none()
                .withTitle(title == null ? Texts.abridge(String.join(" ", command), MAX_TITLE) : title)
                .withCriteria(criteria)
                .withAttempt(attempt);
        return parent == null ? options : options.withParentTaskId(parent);
    }

    /** Null if no progress is looked for. */
    @Nullable
    ProgressPattern progressPattern() {
        return progressPattern == null ? null : new ProgressPattern(progressPattern);
    }

    Duration heartbeat() {
        return Duration.ofSeconds(heartbeatSeconds);
    }

    Duration silence() {
        return Duration.ofSeconds(silenceSeconds);
    }

    Duration patience() {
        return Duration.ofSeconds(waitSeconds);
    }

    boolean keepsOutput() {
        return noOutput;
    }

    RunSpools spools() {
        return new RunSpools(spool == null ? StateFolder.of("run", System.getenv()) : spool);
    }
}
