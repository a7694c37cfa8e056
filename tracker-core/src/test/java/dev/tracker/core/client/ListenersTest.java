package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
@Timeout(30)
class ListenersTest {

    private final String taskId = "task-" + UUID.randomUUID();
    private final List<TaskProgress> heard = new ArrayList<>();
    private ProgressTracker tracker;

    @BeforeEach
    void startTracker(TestLog log) {
        tracker = new ProgressTracker(log.settings());
    }

    @AfterEach
    void closeTracker() {
        tracker.close();
    }

    @Test
    void shouldReachTheOthersWhenAListenerFails() {
        tracker.addListener(progress -> {
            throw new IllegalStateException("broken listener");
        });
        tracker.addListener(progress -> {
            throw new AssertionError("listener with an error");
        });
        tracker.addListener(heard::add);

        tracker.startTask(taskId, 1, 1);
        tracker.completeTask(taskId);

        assertThat(heard).extracting(TaskProgress::status).containsExactly(TaskStatus.IN_PROGRESS, TaskStatus.COMPLETE);
        assertThat(tracker.stats().listenerFailures()).isEqualTo(4);
    }

    @Test
    void shouldHearInOrderWhenAListenerUpdatesTheTask() {
        tracker.addListener(progress -> {
            if (progress.iteration() < 3) {
                tracker.updateIteration(taskId, progress.iteration() + 1);
            }
        });
        tracker.addListener(heard::add);

        tracker.startTask(taskId, 1, 5);

        assertThat(heard).extracting(TaskProgress::iteration).containsExactly(0, 1, 2, 3);
        assertThat(heard).extracting(TaskProgress::version).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shouldNotDeadlockWhenAListenerWaitsForAnotherThreadThatUpdatesTheTask() {
        tracker.addListener(progress -> {
            if (progress.status() == TaskStatus.IN_PROGRESS && progress.iteration() == 0) {
                CompletableFuture.runAsync(() -> tracker.updateIteration(taskId, 1))
                        .join();
            }
        });
        tracker.addListener(heard::add);

        tracker.startTask(taskId, 1, 5);

        assertThat(heard).extracting(TaskProgress::iteration).containsExactly(0, 1);
    }

    @Test
    void shouldSkipTheOldestWhenAListenerIsTooSlow() throws Exception {
        // Given a listener that hangs on another thread
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        tracker.addListener(progress -> {
            heard.add(progress);
            if (progress.version() == 0) {
                entered.countDown();
                awaitUninterrupted(release);
            }
        });
        CompletableFuture<Delivery> slow = CompletableFuture.supplyAsync(() -> tracker.startTask(taskId, 1, 1));
        entered.await();

        // When more happens meanwhile than is kept for it
        int skipped = 6;
        for (int i = 0; i < 1_024 + skipped; i++) {
            tracker.heartbeat(taskId);
        }
        release.countDown();
        slow.get(20, TimeUnit.SECONDS);

        // Then it hears of the rest, and the skipped ones are counted
        assertThat(heard).hasSize(1 + 1_024);
        assertThat(heard).last().isEqualTo(tracker.getProgress(taskId).orElseThrow());
        assertThat(tracker.stats().listenerSkips()).isEqualTo(skipped);
    }

    @Test
    void shouldHearNoMoreWhenRemoved() {
        ProgressListener listener = heard::add;
        tracker.addListener(listener);
        tracker.addListener(listener);
        tracker.startTask(taskId, 1, 1);

        tracker.removeListener(listener);
        tracker.completeTask(taskId);

        assertThat(heard).hasSize(1);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
