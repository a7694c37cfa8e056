package dev.tracker.cli.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.asof.Moment;
import dev.tracker.cli.asof.PastTask;
import dev.tracker.cli.asof.TaskLog;
import dev.tracker.cli.kafka.Snapshots;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.DashboardOptions;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.core.Projections;
import dev.tracker.schemas.TaskProgress;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Show one task: progress, criteria, files, cost, clocks and the last log lines.",
            "As it is, as it was (--at, --offset), or as it goes on (--follow).",
        },
        footer = {
            "",
            "With --follow the exit code tells how the task ended: 0 success, 1 failed, 3 cancelled;",
            "4: it could not be seen, which says nothing of the task. Otherwise 0, or 1 if there is no such task.",
            "",
            "Examples:",
            "  tracker show job-7",
            "  tracker show job-7 --graph | jq .criteria",
            "  tracker show job-7 --follow && deploy",
            "  tracker show job-7 --at -10m",
            "  tracker show job-7 --at 2026-01-31T23:59:59Z --json",
            "  tracker show job-7 --offset 4711"
        })
public final class ShowCommand implements Callable<Integer> {

    private static final int MOST_LISTED = 20;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DashboardOptions dashboard = new DashboardOptions();

    @Parameters(paramLabel = "TASK", description = "The task's id.")
    private String taskId = "";

    @Option(names = "--json", description = "Print the dashboard form; with --follow, each new state in a line.")
    private boolean json;

    @Option(names = "--graph", description = "Print the agent-control panel's form, as JSON.")
    private boolean graph;

    @ArgGroup(exclusive = true)
    private When when = new When();

    @Option(
            names = "--incomplete",
            description = "With --at or --offset: show what is left where the log's head is gone.")
    private boolean incomplete;

    /** Which state of the task is meant. */
    static final class When {
        @Option(
                names = "--follow",
                description =
                        "Watch it until it ends, by the dashboard: the page anew on a terminal, a line for each change elsewhere.")
        private boolean follow;

        @Option(
                names = "--at",
                paramLabel = "TIME",
                description =
                        "As it was then, folded anew from the log: RFC 3339, or how long ago (-90s, -10m, -1h30m, -2d). Kafka's time of arrival counts.")
        private @Nullable String at;

        @Option(
                names = "--offset",
                paramLabel = "N",
                description = "As it was after that offset of its partition of the events topic.")
        private @Nullable Long offset;
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException, InterruptedException {
        if (when.follow) {
            if (graph) {
                throw new UserException("--follow shows no --graph; use --json");
            }
            return Follow.run(taskId, dashboard, kafka.data(), json, spec.commandLine());
        }
        if (when.at == null && when.offset == null) {
            return showNow();
        }
        return showPast(
                when.offset == null
                        ? Moment.time(String.valueOf(when.at), Instant.now())
                        : new Moment.AtOffset(when.offset));
    }

    private int showNow() throws JsonProcessingException {
        Map<String, TaskProgress> tasks = Snapshots.read(new TopicReader(kafka.clientProperties()));
        TaskProgress task = tasks.get(taskId);
        if (task == null) {
            throw NoSuchTask.among(taskId, tasks.keySet());
        }
        print(task, Instant.now(), null);
        return 0;
    }

    private int showPast(Moment moment) throws JsonProcessingException {
        Map<String, Object> client = kafka.clientProperties();
        TopicReader reader = new TopicReader(client);
        TaskLog log = TaskLog.of(client, reader, spec.commandLine().getErr());
        TaskLog.Answer answer = log.at(taskId, moment);
        PastTask past = answer.past();
        String gone = "the log of its partition begins at offset " + answer.logStart()
                + ": what came before is gone (retention)";
        if (past == null) {
            if (!answer.isKnown()) {
                throw NoSuchTask.among(taskId, Snapshots.read(reader).keySet());
            }
            throw new UserException("there was nothing of the task " + TerminalText.oneLine(taskId) + " by then"
                    + (answer.logStart() == 0 ? "" : ", as far as can be told; " + gone));
        }
        if (!past.isComplete() && !incomplete) {
            throw new UserException("the task can't be rebuilt as it was: " + gone
                    + ", and its first events may be among it; --incomplete shows what is left");
        }
        print(past.task(), past.at(), past);
        return 0;
    }

    private void print(TaskProgress task, Instant now, @Nullable PastTask past) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json || graph) {
            Map<String, @Nullable Object> form = graph ? Projections.toGraphUi(task) : Projections.toDashboard(task);
            if (past != null) {
                form.put("asOf", past.form());
            }
            out.println(new ObjectMapper().writeValueAsString(form));
        } else {
            if (past != null) {
                out.printf("%-16s %s%n", "as of", past.summary());
            }
            TaskSheet.lines(TaskSheet.form(task, now), now, Theme.TEXT, MOST_LISTED)
                    .forEach(line -> out.println(line.toString()));
        }
        out.flush();
    }
}
