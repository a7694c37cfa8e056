package dev.tracker.cli.way;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.StartOptions;
import dev.tracker.core.client.TrackerSettings;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what a recording says by the calls of the worker's client: a worker for each project. */
final class WorkerWay {

    private final String bootstrap;

    WorkerWay(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    void send(List<ExecutionEvent> events) throws InterruptedException {
        Map<String, List<ExecutionEvent>> byProject = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.envelope().projectId(), LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<ExecutionEvent>> project : byProject.entrySet()) {
            String agent = project.getValue().get(0).envelope().agentId();
            TrackerSettings settings = TrackerSettings.builder(bootstrap, agent)
                    .projectId(project.getKey())
                    .build();
            try (ProgressTracker tracker = new ProgressTracker(settings)) {
                project.getValue().forEach(event -> say(tracker, event));
                assertThat(tracker.flush(Duration.ofSeconds(30))).isTrue();
            }
        }
    }

    private static void say(ProgressTracker tracker, ExecutionEvent event) {
        EventEnvelope envelope = event.envelope();
        String task = envelope.taskId();
        if (event instanceof ExecutionEvent.Start start) {
            tracker.startTask(task, options(start)).orThrow();
        } else if (event instanceof ExecutionEvent.Iteration iteration) {
            tracker.updateIteration(task, iteration.iteration()).orThrow();
        } else if (event instanceof ExecutionEvent.Progress progress) {
            tracker.updateProgress(task, progress.percent()).orThrow();
        } else if (event instanceof ExecutionEvent.Criterion criterion) {
            tracker.verifyCriterion(task, criterion.index(), criterion.verified(), criterion.evidence())
                    .orThrow();
        } else if (event instanceof ExecutionEvent.Action action) {
            boolean success = !Boolean.FALSE.equals(action.success());
            if (action.durationMs() < 0) {
                tracker.logAction(task, action.action(), action.target(), success)
                        .orThrow();
            } else {
                tracker.logAction(
                                task, action.action(), action.target(), success, Duration.ofMillis(action.durationMs()))
                        .orThrow();
            }
        } else if (event instanceof ExecutionEvent.Cost cost) {
            tracker.cost(task, cost.usd(), cost.tokens(), cost.model()).orThrow();
        } else if (event instanceof ExecutionEvent.ErrorReport error) {
            tracker.logError(task, error.error(), error.isTransient()).orThrow();
        } else if (event instanceof ExecutionEvent.Log log) {
            tracker.log(task, text(log)).orThrow();
        } else if (event instanceof ExecutionEvent.Heartbeat) {
            tracker.heartbeat(task).orThrow();
        } else if (event instanceof ExecutionEvent.Waiting waiting) {
            tracker.waiting(task, text(waiting)).orThrow();
        } else if (event instanceof ExecutionEvent.Complete complete) {
            tracker.completeTask(task, complete.outcome()).orThrow();
        }
    }

    private static StartOptions options(ExecutionEvent.Start start) {
        EventEnvelope envelope = start.envelope();
        StartOptions options = StartOptions.none()
                .withMaxIterations(start.maxIterations())
                .withAgentId(envelope.agentId())
                .withAttempt(envelope.attempt());
        options = start.criteria() == null
                ? options.withCriteriaTotal(start.criteriaTotal())
                : options.withCriteria(start.criteria());
        options = start.maxCost() == null ? options : options.withMaxCost(start.maxCost());
        options = start.title() == null ? options : options.withTitle(start.title());
        return envelope.parentTaskId() == null ? options : options.withParentTaskId(envelope.parentTaskId());
    }

    private static String text(ExecutionEvent event) {
        String message = event.envelope().message();
        return message == null ? "" : message;
    }
}
