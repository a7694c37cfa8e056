package dev.tracker.cli.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.cli.kafka.Snapshots;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.core.Projections;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "tasks",
        mixinStandardHelpOptions = true,
        description = "List the tasks, the most recently heard of first, as the compacted topic has them.",
        footer = {
            "",
            "Examples:",
            "  tracker tasks --status in_progress --status pending",
            "  tracker tasks --json | jq -r 'select(.cost > 1) | .taskId'"
        })
public final class TasksCommand implements Callable<Integer> {

    /** As of a program that SIGPIPE has ended: whoever read our output has enough. */
    static final int BROKEN_PIPE = 128 + 13;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--json", description = "Print one dashboard form a line.")
    private boolean json;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only tasks of that status: ${COMPLETION-CANDIDATES}; may be given more than once.")
    private Set<TaskStatus> statuses = Set.of();

    @Option(names = "--project", paramLabel = "ID", description = "Only tasks of that project.")
    private @Nullable String project;

    @Option(names = "--agent", paramLabel = "ID", description = "Only tasks of that agent.")
    private @Nullable String agent;

    @Option(names = "--limit", paramLabel = "N", description = "Print at most that many.")
    private int limit = Integer.MAX_VALUE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        if (limit < 0) {
            throw new UserException("--limit must be 0 or more, not " + limit);
        }
        List<TaskProgress> tasks = Snapshots.read(new TopicReader(kafka.clientProperties())).values().stream()
                .filter(task -> statuses.isEmpty() || statuses.contains(task.status()))
                .filter(task -> project == null || project.equals(task.projectId()))
                .filter(task -> agent == null || agent.equals(task.agentId()))
                .sorted(Comparator.comparing(
                                (TaskProgress task) -> task.clocks().lastHeardAt())
                        .reversed()
                        .thenComparing(TaskProgress::taskId))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        List<TaskProgress> shown = tasks.subList(0, Math.min(Math.max(0, limit), tasks.size()));
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            for (TaskProgress task : shown) {
                out.println(mapper.writeValueAsString(Projections.toDashboard(task)));
                if (out.checkError()) {
                    return BROKEN_PIPE;
                }
            }
        } else {
            Instant now = Instant.now();
            TaskTable.print(shown, now, spec.commandLine().getColorScheme(), out);
            if (shown.size() < tasks.size()) {
                out.println("… and " + (tasks.size() - shown.size()) + " more");
            }
        }
        out.flush();
        return 0;
    }
}
