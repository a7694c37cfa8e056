package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.role.Role;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.core.reference.ReferenceReducer;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A task is removed and compaction takes its tombstone away while the bridge is not looking: the task must not stay as a ghost. */
final class CompactionRace {

    private static final int MOST_PAUSE_MS = 1_000;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Segments of half a second, tombstones that last twelve. */
    private static final Map<String, String> HASTE = Map.of(
            "segment.ms", "500",
            "delete.retention.ms", "12000",
            "min.cleanable.dirty.ratio", "0.01",
            "max.compaction.lag.ms", "1000");

    static Step race(int index, Random random) {
        boolean stopped = index % 2 == 0;
        int partition = random.nextInt(Stage.PARTITIONS);
        String how = stopped ? "SIGSTOP" : "kill -9";
        return new Step(random.nextInt(MOST_PAUSE_MS), "a tombstone comes and goes after " + how, stage -> {
            if (index == 0) {
                hurry(stage);
            }
            String ghost = "ghost-" + index;
            publish(stage, partition, ghost, snapshot(ghost, partition));
            Wait.until(
                    "the task is shown",
                    LOOK,
                    PATIENCE,
                    () -> stage.viewer().tasks().containsKey(ghost));
            Role bridge = stage.roles().bridge();
            if (stopped) {
                bridge.suspend();
            } else {
                bridge.kill();
                stage.killed();
            }
            try {
                publish(stage, partition, ghost, null);
                Wait.until("compaction has removed every trace", LOOK, PATIENCE, () -> isForgotten(stage, ghost));
            } finally {
                if (stopped) {
                    bridge.resume();
                } else {
                    bridge.start();
                }
            }
            stage.healed();
            stage.awaitPassage();
            Wait.until(
                    "the removed task is no longer shown",
                    LOOK,
                    Duration.ofSeconds(30),
                    () -> !stage.viewer().tasks().containsKey(ghost));
            return "snapshot and tombstone of " + ghost + " had left the topic before the bridge looked again";
        });
    }

    /** The bridge learns how long tombstones last when it begins to read. */
    private static void hurry(Stage stage) throws InterruptedException {
        Collection<AlterConfigOp> changes = HASTE.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try {
            stage.admin()
                    .incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, Topics.SNAPSHOTS), changes))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchException("the topic's settings can't be changed: " + e.getMessage(), e);
        }
        stage.roles().bridge().stop();
        stage.roles().bridge().start();
        stage.roles().bridge().awaitReady();
    }

    private static byte[] snapshot(String taskId, int partition) {
        EventEnvelope envelope = new EventEnvelope(
                UUID.nameUUIDFromBytes(taskId.getBytes(StandardCharsets.UTF_8)),
                taskId,
                "ghost",
                "ghosts",
                null,
                1,
                0,
                "ghost",
                null,
                null);
        ReferenceReducer reducer = new ReferenceReducer();
        reducer.accept(
                new ExecutionEvent.Start(envelope, 1, null, 0, null, "A task that will be removed"),
                new SourcePosition(partition, 0, Instant.EPOCH));
        return SnapshotWriter.write(reducer.progress());
    }

    private static void publish(Stage stage, int partition, String taskId, byte @Nullable [] value)
            throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stage.brokers().direct()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.SNAPSHOTS, partition, taskId.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (ExecutionException e) {
            throw new BenchException("nothing could be published: " + e.getMessage(), e);
        }
    }

    private static boolean isForgotten(Stage stage, String taskId) {
        byte[] key = taskId.getBytes(StandardCharsets.UTF_8);
        AtomicBoolean found = new AtomicBoolean();
        TopicReader reader =
                new TopicReader(Map.of("bootstrap.servers", stage.brokers().direct()));
        List<Integer> partitions = reader.partitions(Topics.SNAPSHOTS);
        reader.read(Topics.SNAPSHOTS, partitions, record -> {
            if (Arrays.equals(record.key(), key)) {
                found.set(true);
            }
        });
        return !found.get();
    }

    private CompactionRace() {}
}
