package dev.tracker.cli.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.live.LineState;
import dev.tracker.cli.live.LiveLine;
import dev.tracker.cli.live.TaskWindow;
import dev.tracker.cli.option.DashboardOptions;
import dev.tracker.cli.option.DataOption;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Watches one task by the dashboard until it ends. What befalls the line is said on standard error and never taken for something of the task. */
final class Follow {

    private static final String VIEW = "task";
    private static final int EVERY_MS = 200;
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** A task whose first event has just been sent takes a moment until it is seen. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String taskId;
    private final LiveLine line;
    private final FollowOutput output;
    private final PrintWriter err;
    private final TaskWindow window = new TaskWindow();
    private final long begun = System.nanoTime();
    private @Nullable String shown;
    private boolean isCaughtUp;
    private boolean isFresh = true;
    private boolean wasSeen;
    private boolean saidTrouble;

    private Follow(String taskId, LiveLine line, FollowOutput output, PrintWriter err) {
        this.taskId = taskId;
        this.line = line;
        this.output = output;
        this.err = err;
    }

    /** Returns the exit code, see {@link FollowedTask}. */
    static int run(String taskId, DashboardOptions options, DataOption data, boolean json, CommandLine command)
            throws InterruptedException {
        PrintWriter err = command.getErr();
        try (LiveLine line = new LiveLine(() -> options.resolve(data));
                FollowOutput output = FollowOutput.of(json, command.getOut())) {
            return new Follow(taskId, line, output, err).run(output.form());
        } catch (UserException | IOException e) {
            err.println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
            err.flush();
            return FollowedTask.UNSEEN;
        }
    }

    private int run(String form) throws InterruptedException {
        line.subscribe(
                VIEW, Map.of("view", "tasks", "ids", List.of(taskId), "form", form, "limit", 1, "everyMs", EVERY_MS));
        while (true) {
            JsonNode message = line.poll(PATIENCE);
            tellOfTheLine();
            if (message != null) {
                if (message.path("type").asText().equals("heartbeat")) {
                    isCaughtUp = message.path("caughtUp").asBoolean();
                    tellOfTheDashboard(message.path("fresh").asBoolean());
                } else {
                    accept(message);
                }
            }
            int exit = look();
            if (exit != FollowedTask.AT_WORK) {
                return exit;
            }
        }
    }

    private void accept(JsonNode message) {
        if (message.path("type").asText().equals("error")) {
            throw new UserException("the dashboard refuses to show it: "
                    + message.path("detail").asText());
        }
        window.accept(message);
    }

    private int look() {
        List<JsonNode> rows = window.rows();
        if (!rows.isEmpty()) {
            wasSeen = true;
            JsonNode task = rows.get(0);
            String state = task.path("version").asText() + task.path("liveness").asText();
            boolean isNew = !state.equals(shown);
            shown = state;
            // The newest word of the fold may be old where the line is down; the output says so by itself.
            if (!output.show(task, isNew, line.state().isUp() && isFresh)) {
                return TasksCommand.BROKEN_PIPE;
            }
            return FollowedTask.exitCode(task);
        }
        if (window.isFilled() && wasSeen) {
            throw new UserException("the task " + TerminalText.oneLine(taskId) + " was removed");
        }
        if (window.isFilled() && isCaughtUp && System.nanoTime() - begun > GRACE.toNanos()) {
            throw new UserException(
                    "there is no task " + TerminalText.oneLine(taskId) + "; `tracker tasks` lists them");
        }
        return FollowedTask.AT_WORK;
    }

    /** The first failure ends it: the address is likely wrong. Later ones do not. */
    private void tellOfTheLine() {
        LineState state = line.state();
        String trouble = state.trouble();
        if (state.isUp() && saidTrouble) {
            saidTrouble = false;
            say("connected again");
        } else if (trouble != null && !wasSeen) {
            throw new UserException(line.url() + ": " + trouble + "; is the dashboard running?");
        } else if (trouble != null && state.isRefused()) {
            throw new UserException(line.url() + ": " + trouble);
        } else if (trouble != null && !saidTrouble) {
            saidTrouble = true;
            say("not connected to " + line.url() + " (" + trouble + "), trying again; the task may go on meanwhile");
        }
    }

    private void tellOfTheDashboard(boolean fresh) {
        if (fresh != isFresh) {
            say(
                    fresh
                            ? "the dashboard hears Kafka again"
                            : "the dashboard does not hear Kafka: what is shown is the last known");
        }
        isFresh = fresh;
    }

    private void say(String what) {
        if (output.isInPlace()) {
            return;
        }
        err.println("tracker show: " + what);
        err.flush();
    }

    static String json(JsonNode task) {
        try {
            return MAPPER.writeValueAsString(task);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a parsed form can't be written", e);
        }
    }
}
