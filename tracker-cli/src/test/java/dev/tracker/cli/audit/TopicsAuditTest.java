package dev.tracker.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.core.Fold;
import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Each test breaks more, so they share a broker and keep their order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopicsAuditTest {

    private static final int TASKS = 20;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static KafkaProducer<byte[], byte[]> producer;
    private static TopicReader reader;

    /** Every task's states, one an event. */
    private static final Map<String, List<TaskProgress>> STATES = new HashMap<>();

    @BeforeAll
    static void fill() {
        broker = EmbeddedBroker.start(directory, 0);
        client = Map.of("bootstrap.servers", broker.bootstrap());
        reader = new TopicReader(client);
        try (Admin admin = Admin.create(client)) {
            new TopicAdmin(admin).ensure(Topics.all(4));
        }
        try (EventPublisher events = new EventPublisher(client)) {
            for (int task = 0; task < TASKS; task++) {
                events.send(new ExecutionEvent.Iteration(envelope(task, 0), 1));
                events.send(new ExecutionEvent.Iteration(envelope(task, 1), 2));
            }
            events.flush();
        }
        reader.read(Topics.EVENTS, record -> {
            ExecutionEvent event = ((DecodedEvent.Valid) EventDecoder.decode(record.key(), record.value())).event();
            List<TaskProgress> states = STATES.computeIfAbsent(event.envelope().taskId(), id -> new ArrayList<>());
            TaskProgress before = states.isEmpty() ? null : states.get(states.size() - 1);
            states.add(Fold.fold(
                            before,
                            event,
                            new SourcePosition(
                                    record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())))
                    .progress());
        });
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        STATES.values().forEach(states -> publish(states.get(1)));
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    @Order(1)
    void shouldFindNothingWhenEverySnapshotIsTheLast() {
        // When
        List<TaskProgress> seen = new ArrayList<>();
        TopicsAudit.Findings findings = TopicsAudit.of(reader, seen::add);

        // Then
        assertThat(findings.ok()).isTrue();
        assertThat(findings.events()).isEqualTo(2 * TASKS);
        assertThat(findings.tasks()).isEqualTo(TASKS);
        assertThat(seen).hasSize(TASKS);
    }

    @Test
    @Order(2)
    void shouldFindAStaleSnapshot() {
        // When
        publish(states("task-3").get(0));

        // Then
        TopicsAudit.Findings findings = TopicsAudit.of(reader, task -> {});
        assertThat(findings.behind()).isEqualTo(1);
        assertThat(findings.ok()).isFalse();
    }

    @Test
    @Order(3)
    void shouldFindATaskWithoutASnapshot() {
        // When
        publish(states("task-3").get(1));
        send(Topics.SNAPSHOTS, "task-4", null);

        // Then
        TopicsAudit.Findings findings = TopicsAudit.of(reader, task -> {});
        assertThat(findings.snapshotMismatches()).isEqualTo(1);
        assertThat(findings.ok()).isFalse();
    }

    @Test
    @Order(4)
    void shouldFindARecordThatIsNoEventAndNoDeadLetter() {
        // When
        publish(states("task-4").get(1));
        send(Topics.EVENTS, "task-5", "{}".getBytes(StandardCharsets.UTF_8));

        // Then
        TopicsAudit.Findings findings = TopicsAudit.of(reader, task -> {});
        assertThat(findings.snapshotMismatches()).isZero();
        assertThat(findings.refused()).isEqualTo(1);
        assertThat(findings.ok()).isFalse();
    }

    private static List<TaskProgress> states(String taskId) {
        return STATES.getOrDefault(taskId, List.of());
    }

    private static void publish(TaskProgress task) {
        send(Topics.SNAPSHOTS, task.taskId(), SnapshotWriter.write(task));
    }

    private static void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    private static EventEnvelope envelope(int task, int seq) {
        return new EventEnvelope(
                new UUID(0x7000L + task, seq),
                "task-" + task,
                "agent",
                "default",
                null,
                1,
                seq,
                "agent",
                Instant.EPOCH,
                null);
    }
}
