package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tracker.core.cost.PriceTable;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
class LocalViewTest {

    private final String prefix = UUID.randomUUID() + "-";
    private TestLog log;

    @BeforeEach
    void take(TestLog shared) {
        log = shared;
    }

    @Test
    void shouldMakeAPlaceholderWhenATaskWasNotStartedHere() {
        try (ProgressTracker tracker = new ProgressTracker(log.settings())) {
            tracker.updateIteration(prefix + "a", 2);

            TaskProgress progress = tracker.getProgress(prefix + "a").orElseThrow();
            assertThat(progress.status()).isEqualTo(TaskStatus.PENDING);
            assertThat(progress.iteration()).isEqualTo(2);
            assertThat(tracker.getAllActive()).containsExactly(progress);
        }
    }

    @Test
    void shouldOpenTheTaskAgainWhenAHigherAttemptStarts() throws Exception {
        String taskId = prefix + "b";
        try (ProgressTracker tracker = new ProgressTracker(log.settings())) {
            tracker.startTask(taskId, 2, 5);
            tracker.verifyCriterion(taskId, 0);
            tracker.completeTask(taskId);

            tracker.startTask(taskId, StartOptions.none().withAttempt(2));
            tracker.updateIteration(taskId, 1);

            TaskProgress progress = tracker.getProgress(taskId).orElseThrow();
            assertThat(progress.status()).isEqualTo(TaskStatus.IN_PROGRESS);
            assertThat(progress.attempt()).isEqualTo(2);
            assertThat(progress.criteria().verified()).isZero();
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> tracker.startTask(taskId, StartOptions.none().withAttempt(1)))
                    .withMessageContaining("attempt must be from 2");
            assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
            assertThat(log.eventsOf(taskId))
                    .extracting(event -> event.envelope().seq())
                    .containsExactly(0L, 1L, 2L, 0L, 1L);
        }
    }

    @Test
    void shouldReportIntoAnAttemptWhenItWasJoined() {
        try (ProgressTracker tracker = new ProgressTracker(log.settings())) {
            tracker.joinTask(prefix + "c", 3);
            assertThat(tracker.getProgress(prefix + "c")).isEmpty();

            tracker.heartbeat(prefix + "c");

            assertThat(tracker.getProgress(prefix + "c").orElseThrow().attempt())
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldEstimateTheCostWhenOnlyTokensAreKnownAndTheModelHasAPrice() throws Exception {
        String priced = prefix + "priced";
        PriceTable table = PriceTable.parse(
                "test", "model,from,input,output,cache_read,cache_write\nour-model,2020-01-01,1,2,0.1,1.25\n");
        try (ProgressTracker tracker =
                new ProgressTracker(settings().prices(table).build())) {
            tracker.cost(priced, null, new TokenCounts(1_000_000, 500_000, 0, 0), "our-model");
            tracker.cost(priced, Usd.of(3), new TokenCounts(1_000_000, 0, 0, 0), "our-model");
            tracker.cost(priced, null, new TokenCounts(1_000_000, 0, 0, 0), "another");

            CostTotals cost = tracker.getProgress(priced).orElseThrow().cost();
            assertThat(cost.usd()).isEqualTo(Usd.of(5));
            assertThat(cost.usdEstimated()).isEqualTo(Usd.of(2));
            assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
            assertThat(log.eventsOf(priced))
                    .extracting(event -> ((ExecutionEvent.Cost) event).usdEstimated())
                    .containsExactly(true, false, false);
        }
    }

    @Test
    void shouldForgetTheFirstFinishedWhenTooManyHaveFinished() throws Exception {
        String first = prefix + "first";
        try (ProgressTracker tracker =
                new ProgressTracker(settings().maxFinishedTasks(1).build())) {
            tracker.startTask(first, 2, 5);
            tracker.completeTask(first);
            tracker.startTask(prefix + "second", 2, 5);
            tracker.completeTask(prefix + "second");

            // Evidence that comes after it left is no duplicate of what it counted before.
            assertThat(tracker.getProgress(first)).isEmpty();
            tracker.verifyCriterion(first, 1, true, Evidence.CI);

            assertThat(tracker.getProgress(prefix + "second")).isPresent();
            assertThat(tracker.stats().evictedTasks()).isEqualTo(1);
            assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
            TaskProgress inLog = log.foldOf(first);
            assertThat(inLog.criteria().verified()).isEqualTo(1);
            assertThat(inLog.counters().duplicates()).isZero();
            assertThat(inLog.emitters().missing()).isZero();
        }
    }

    @Test
    void shouldForgetTheLeastUsedWhenThereAreTooManyTasks() {
        try (ProgressTracker tracker =
                new ProgressTracker(settings().maxTasks(16).build())) {
            for (int i = 0; i < 16; i++) {
                tracker.heartbeat(prefix + i);
            }
            tracker.heartbeat(prefix + 0);

            tracker.heartbeat(prefix + 16);

            assertThat(tracker.getProgress(prefix + 0)).isPresent();
            assertThat(tracker.getProgress(prefix + 1)).isEmpty();
            assertThat(tracker.getProgress(prefix + 16)).isPresent();
            assertThat(tracker.stats().tasks()).isLessThanOrEqualTo(16);
        }
    }

    private TrackerSettings.Builder settings() {
        return TrackerSettings.builder(log.bootstrap(), "agent-1");
    }
}
