package dev.tracker.bench.faults.stage;

import dev.tracker.cli.audit.Lag;
import dev.tracker.cli.kafka.Snapshots;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** I6: what has to come to rest once nobody sends any more. */
final class Rest {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Waits for it. Returns what did not come to rest in time, in words. */
    static List<String> await(Stage stage, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> restless = restless(stage);
        while (!restless.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            restless = restless(stage);
        }
        return restless;
    }

    private static List<String> restless(Stage stage) throws InterruptedException {
        List<String> restless = new ArrayList<>();
        try {
            long open = openTransactions(stage.admin());
            if (open > 0) {
                restless.add(open + " records below open transactions");
            }
            long lag = new Lag(stage.admin()).records();
            if (lag > 0) {
                restless.add("a lag of " + lag + " records");
            }
            if (restless.isEmpty() && isBrowserBehind(stage)) {
                restless.add("the browser lags");
            }
        } catch (ExecutionException | KafkaException e) {
            restless.add("Kafka does not answer: " + e.getMessage());
        }
        return restless;
    }

    private static boolean isBrowserBehind(Stage stage) {
        Map<String, TaskProgress> published = Snapshots.read(
                new TopicReader(Map.of("bootstrap.servers", stage.brokers().direct())));
        return published.values().stream()
                .anyMatch(task -> !stage.viewer().tasks().containsKey(task.taskId())
                        || stage.viewer()
                                        .tasks()
                                        .get(task.taskId())
                                        .path("version")
                                        .asLong()
                                < task.version());
    }

    private static long openTransactions(Admin admin) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < Stage.PARTITIONS; partition++) {
            latest.put(new TopicPartition(Topics.SNAPSHOTS, partition), OffsetSpec.latest());
            latest.put(new TopicPartition(Topics.EVENTS, partition), OffsetSpec.latest());
        }
        latest.put(new TopicPartition(Topics.DEAD_LETTERS, 0), OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = ends(admin, latest, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, ListOffsetsResultInfo> stable = ends(admin, latest, IsolationLevel.READ_COMMITTED);
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    ListOffsetsResultInfo at = stable.get(end.getKey());
                    return end.getValue().offset() - (at == null ? 0 : at.offset());
                })
                .sum();
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ends(
            Admin admin, Map<TopicPartition, OffsetSpec> latest, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get();
    }

    private Rest() {}
}
