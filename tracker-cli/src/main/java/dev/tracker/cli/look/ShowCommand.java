package dev.tracker.cli.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.kafka.Snapshots;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.core.Projections;
import dev.tracker.schemas.TaskProgress;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one task: progress, criteria, files, cost, clocks and the last log lines.",
        footer = {"", "Examples:", "  tracker show job-7", "  tracker show job-7 --graph | jq .criteria"})
public final class ShowCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "TASK", description = "The task's id.")
    private String taskId = "";

    @Option(names = "--json", description = "Print the dashboard form.")
    private boolean json;

    @Option(names = "--graph", description = "Print the agent-control panel's form, as JSON.")
    private boolean graph;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        Map<String, TaskProgress> tasks = Snapshots.read(new TopicReader(kafka.clientProperties()));
        TaskProgress task = tasks.get(taskId);
        if (task == null) {
            throw new UserException("there is no task " + TerminalText.oneLine(taskId) + " among " + tasks.size()
                    + "; `tracker tasks` lists them");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json || graph) {
            Map<String, ?> form = graph ? Projections.toGraphUi(task) : Projections.toDashboard(task);
            out.println(new ObjectMapper().writeValueAsString(form));
        } else {
            new TaskSheet(task, Instant.now()).print(out);
        }
        out.flush();
        return 0;
    }
}
