package dev.tracker.bridge;

import dev.tracker.core.Fold;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.Evidence;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.TopicSpec;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Plays the topology: folds events and writes the snapshots, to a topic of the real kind. */
public final class TaskFeed implements AutoCloseable {

    private final Map<String, TaskProgress> tasks = new HashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private String agent = "agent-1";
    private String project = "default";
    private @Nullable String parent;
    private long offset;

    public TaskFeed(String bootstrap) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "linger.ms", 0);
        try (Admin admin = Admin.create(config)) {
            Set<String> there = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            for (TopicSpec spec : List.of(Topics.snapshots(3), Topics.alerts())) {
                if (!there.contains(spec.name())) {
                    NewTopic topic = new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
                    admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
                }
            }
        }
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** All that follows is done by that agent in that project. */
    public TaskFeed by(String newAgent, String newProject) {
        agent = newAgent;
        project = newProject;
        return this;
    }

    /** All tasks that start from here on are subtasks of that one; null for none. */
    public TaskFeed under(@Nullable String newParent) {
        parent = newParent;
        return this;
    }

    /** All that follows happens at that time. */
    public TaskFeed at(Instant newTime) {
        time = newTime;
        return this;
    }

    public TaskFeed start(String taskId, @Nullable String title, String... criteria) {
        return event(taskId, envelope -> new ExecutionEvent.Start(envelope, 0, List.of(criteria), 20, null, title));
    }

    public TaskFeed verify(String taskId, int index) {
        return event(taskId, envelope -> new ExecutionEvent.Criterion(envelope, index, true, Evidence.OBSERVED, null));
    }

    public TaskFeed log(String taskId, String message) {
        return event(taskId, message, envelope -> new ExecutionEvent.Log(envelope, 0));
    }

    public TaskFeed create(String taskId, String file) {
        return event(taskId, envelope -> new ExecutionEvent.Action(envelope, "create", file, true, -1));
    }

    public TaskFeed complete(String taskId) {
        return event(taskId, envelope -> new ExecutionEvent.Complete(envelope, Outcome.SUCCESS));
    }

    public TaskFeed event(String taskId, Function<EventEnvelope, ExecutionEvent> event) {
        return event(taskId, null, event);
    }

    private TaskFeed event(String taskId, @Nullable String message, Function<EventEnvelope, ExecutionEvent> event) {
        EventEnvelope envelope = new EventEnvelope(
                UUID.randomUUID(), taskId, agent, project, parent, 1, EventEnvelope.UNSEQUENCED, agent, time, message);
        SourcePosition position = new SourcePosition(0, offset++, time);
        TaskProgress next =
                Fold.fold(tasks.get(taskId), event.apply(envelope), position).progress();
        tasks.put(taskId, next);
        return raw(taskId, SnapshotWriter.write(next));
    }

    /** Removes the task from the compacted topic. */
    public TaskFeed tombstone(String taskId) {
        tasks.remove(taskId);
        return raw(taskId, null);
    }

    public TaskFeed raw(String key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(Topics.SNAPSHOTS, key.getBytes(StandardCharsets.UTF_8), value));
        return this;
    }

    /** Plays the alerts role: writes a record to the topic of alerts. */
    public TaskFeed alert(String key, String json) {
        producer.send(new ProducerRecord<>(
                Topics.ALERTS, key.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    public TaskProgress task(String taskId) {
        TaskProgress task = tasks.get(taskId);
        if (task == null) {
            throw new AssertionError("no such task: " + taskId);
        }
        return task;
    }

    /** Returns once all that was written is in the topic. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
