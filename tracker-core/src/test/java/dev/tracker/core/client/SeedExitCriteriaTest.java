package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.core.Projections;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The exit criteria of the first, Python, tracker, as far as they concern the client. */
@ExtendWith(SharedLog.class)
class SeedExitCriteriaTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final String taskId = "task-" + UUID.randomUUID();
    private TestLog log;
    private ProgressTracker tracker;

    @BeforeEach
    void startTracker(TestLog shared) {
        log = shared;
        tracker = new ProgressTracker(TrackerSettings.builder(shared.bootstrap(), "agent-1")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build());
    }

    @AfterEach
    void closeTracker() {
        tracker.close();
    }

    @Test
    void shouldKnowNoTaskWhenTheTrackerStarts() {
        assertThat(tracker.getProgress(taskId)).isEmpty();
        assertThat(tracker.getAllActive()).isEmpty();
    }

    @Test
    void shouldCreateARecordWhenATaskStarts() {
        tracker.startTask(taskId, 4, 20);

        TaskProgress progress = progress();
        assertThat(progress.status()).isEqualTo(TaskStatus.IN_PROGRESS);
        assertThat(progress.criteria().total()).isEqualTo(4);
        assertThat(progress.maxIterations()).isEqualTo(20);
        assertThat(progress.clocks().startedAt()).isEqualTo(NOW);
        assertThat(tracker.getAllActive()).containsExactly(progress);
    }

    @Test
    void shouldTakeTheIterationWhenItIsUpdated() {
        tracker.startTask(taskId, 4, 20);

        tracker.updateIteration(taskId, 3);

        assertThat(progress().iteration()).isEqualTo(3);
    }

    @Test
    void shouldBeAtAQuarterWhenOneOfFourCriteriaIsVerified() {
        tracker.startTask(taskId, 4, 20);

        tracker.verifyCriterion(taskId, 0);

        assertThat(progress().criteria().verified()).isEqualTo(1);
        assertThat(progress().percent()).isEqualTo(25);
    }

    @Test
    void shouldTrackFilesWhenActionsAreLogged() {
        tracker.startTask(taskId, 4, 20);

        tracker.logAction(taskId, "create", "src/Main.java", true);
        tracker.logAction(taskId, "edit", "README.md", true);
        tracker.logAction(taskId, "edit", "secret.txt", false);

        Map<String, Object> form = Projections.toDashboard(progress());
        assertThat(form.get("filesCreated")).isEqualTo(List.of("src/Main.java"));
        assertThat(form.get("filesModified")).isEqualTo(List.of("README.md"));
        assertThat(progress().counters().actions()).isEqualTo(3);
        assertThat(progress().logs())
                .extracting(entry -> entry.message())
                .containsExactly("Started", "create src/Main.java", "edit README.md", "edit secret.txt failed");
    }

    @Test
    void shouldRecordErrorsWhenTheyAreLogged() {
        tracker.startTask(taskId, 4, 20);

        tracker.logError(taskId, "tests failed");

        assertThat(progress().counters().errors()).isEqualTo(1);
        assertThat(progress().logs())
                .last()
                .extracting(entry -> entry.message())
                .isEqualTo("Error: tests failed");
    }

    @Test
    void shouldSetStatusAndTimeWhenATaskCompletes() {
        tracker.startTask(taskId, 4, 20);

        tracker.completeTask(taskId, Outcome.SUCCESS);

        assertThat(progress().status()).isEqualTo(TaskStatus.COMPLETE);
        assertThat(progress().clocks().completedAt()).isEqualTo(NOW);
        assertThat(tracker.getAllActive()).isEmpty();
    }

    @Test
    void shouldTellListenersTwiceWhenATaskStartsAndACriterionIsVerified() {
        List<TaskProgress> heard = new ArrayList<>();
        tracker.addListener(heard::add);

        tracker.startTask(taskId, 4, 20);
        tracker.verifyCriterion(taskId, 0);

        assertThat(heard).hasSize(2);
        assertThat(heard.get(0).percent()).isZero();
        assertThat(heard.get(1).percent()).isEqualTo(25);
    }

    @Test
    void shouldGiveTheGraphFormWhenAsked() {
        tracker.startTask(taskId, List.of("compiles", "tests pass"), 20);
        tracker.updateIteration(taskId, 1);
        tracker.verifyCriterion(taskId, 0);

        Map<String, Object> graph = Projections.toGraphUi(progress());

        assertThat(graph)
                .containsEntry("sessionId", "sess_" + taskId)
                .containsEntry("iteration", 1)
                .containsEntry("progress", 50.0)
                .containsEntry("status", "in_progress")
                .containsEntry(
                        "criteria",
                        List.of(
                                Map.of("text", "compiles", "status", "pass"),
                                Map.of("text", "tests pass", "status", "pending")));
        assertThat((List<?>) graph.get("logs")).hasSize(2);
    }

    @Test
    void shouldPublishEveryUpdateWhenKafkaIsThere() throws Exception {
        List<Delivery> deliveries = Updates.oneOfEach(tracker, taskId);

        assertThat(tracker.flush(Updates.PATIENCE)).isTrue();

        assertThat(deliveries).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
        assertThat(log.eventsOf(taskId))
                .extracting(event -> event.envelope().seq())
                .containsExactlyElementsOf(Updates.numbers(deliveries.size()));
        assertThat(Updates.essence(log.foldOf(taskId))).isEqualTo(Updates.essence(progress()));
    }

    private TaskProgress progress() {
        return tracker.getProgress(taskId).orElseThrow();
    }
}
