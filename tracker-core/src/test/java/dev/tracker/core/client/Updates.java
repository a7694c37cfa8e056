package dev.tracker.core.client;

import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Things that tests say through a tracker, and how they look at what came of it. */
final class Updates {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One update of each kind. */
    static List<Delivery> oneOfEach(ProgressTracker tracker, String taskId) {
        return List.of(
                tracker.startTask(
                        taskId,
                        StartOptions.none()
                                .withCriteria(List.of("a", "b"))
                                .withMaxIterations(9)
                                .withMaxCost(Usd.of(2.5))
                                .withTitle("All kinds")
                                .withParentTaskId("parent-of-" + taskId)
                                .withAgentId("agent-2")),
                tracker.updateIteration(taskId, 1),
                tracker.updateProgress(taskId, 12.5),
                tracker.verifyCriterion(taskId, 1, true, Evidence.OBSERVED),
                tracker.logAction(taskId, "create", "a.txt", true),
                tracker.logAction(taskId, "run", null, null, Duration.ofMillis(1200)),
                tracker.cost(taskId, Usd.of(0.25), new TokenCounts(10, 20, 30, 40), "model-1"),
                tracker.logError(taskId, "flaky", true),
                tracker.log(taskId, "a line"),
                tracker.heartbeat(taskId, Duration.ofMinutes(1)),
                tracker.waiting(taskId, "for a person"),
                tracker.cancel(taskId, "no more needed"));
    }

    /** 0 to count - 1. */
    static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    /** The task without what depends on where and when its events were appended. */
    static TaskProgress essence(TaskProgress task) {
        Clocks clocks = task.clocks();
        return new TaskProgress(
                task.taskId(),
                task.projectId(),
                task.agentId(),
                task.parentTaskId(),
                task.title(),
                task.status(),
                task.attempt(),
                task.startSeen(),
                task.iteration(),
                task.maxIterations(),
                task.reportedPercent(),
                task.criteria(),
                task.files(),
                task.cost(),
                task.logs(),
                task.counters(),
                new Clocks(
                        clocks.startedAt(),
                        clocks.completedAt(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        clocks.heard(),
                        0,
                        clocks.expectedSilenceMs(),
                        clocks.waiting(),
                        0),
                task.emitters(),
                new SourcePosition(0, 0, Instant.EPOCH));
    }

    private Updates() {}
}
