package dev.tracker.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLog.class)
class ConcurrencyTest {

    private static final int THREADS = 16;
    private static final int TASKS = 8;
    private static final int ROUNDS = 60;

    @Test
    void shouldKeepTasksApartAndInOrderWhenManyThreadsUpdateThem(TestLog log) throws Exception {
        // Given
        List<String> taskIds = IntStream.range(0, TASKS)
                .mapToObj(i -> "task-" + i + "-" + UUID.randomUUID())
                .toList();
        Map<String, List<Long>> heard = new ConcurrentHashMap<>();
        try (ProgressTracker tracker = new ProgressTracker(log.settings())) {
            tracker.addListener(progress -> heard.computeIfAbsent(progress.taskId(), id -> new ArrayList<>())
                    .add(progress.version()));
            taskIds.forEach(taskId -> tracker.startTask(taskId, 0, 0));

            // When every thread updates every task
            inParallel(thread -> {
                for (int round = 0; round < ROUNDS; round++) {
                    for (String taskId : taskIds) {
                        tracker.log(taskId, taskId + " " + thread + " " + round);
                    }
                }
            });

            // Then
            assertThat(tracker.flush(Updates.PATIENCE)).isTrue();
            assertThat(tracker.stats().delivered()).isEqualTo(TASKS * (1 + THREADS * ROUNDS));
            for (String taskId : taskIds) {
                List<ConsumerRecord<byte[], byte[]>> records = log.recordsOf(taskId);
                List<ExecutionEvent> events =
                        records.stream().map(TestLog::event).toList();
                List<Long> numbers = Updates.numbers(1 + THREADS * ROUNDS);
                assertThat(events).extracting(event -> event.envelope().seq()).containsExactlyElementsOf(numbers);
                assertThat(events)
                        .extracting(event -> event.envelope().eventId())
                        .doesNotHaveDuplicates();
                assertThat(events.subList(1, events.size()))
                        .allSatisfy(
                                event -> assertThat(event.envelope().message()).startsWith(taskId));
                TaskProgress local = tracker.getProgress(taskId).orElseThrow();
                assertThat(Updates.essence(local)).isEqualTo(Updates.essence(TestLog.fold(records)));
                assertThat(heard.get(taskId)).containsExactlyElementsOf(numbers);
            }
        }
    }

    private interface Work {
        void run(int thread);
    }

    private static void inParallel(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                runs.add(threads.submit(() -> work.run(number)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
