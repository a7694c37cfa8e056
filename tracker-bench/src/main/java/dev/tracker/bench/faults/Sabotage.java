package dev.tracker.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.core.reference.ReferenceReducer;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Breaks promises on an installation at rest, each on another task or event. Each method returns the id of what it broke. Not thread-safe. */
final class Sabotage {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One event of a task and where it stands. */
    private record Placed(ExecutionEvent event, SourcePosition position) {}

    private final Stage stage;
    private final Map<String, List<Placed>> tasks = new TreeMap<>();
    private final List<String> unused;

    Sabotage(Stage stage) {
        this.stage = stage;
        new TopicReader(kafka()).read(Topics.EVENTS, this::accept);
        unused = new ArrayList<>(tasks.keySet().stream()
                .filter(id -> tasks.getOrDefault(id, List.of()).size() > 5)
                .toList());
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", stage.brokers().direct());
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        if (EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid) {
            tasks.computeIfAbsent(valid.event().envelope().taskId(), id -> new ArrayList<>())
                    .add(new Placed(
                            valid.event(),
                            new SourcePosition(
                                    record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()))));
        }
    }

    private String nextTask() {
        return unused.remove(0);
    }

    String loseARow() {
        return sql("DELETE FROM tracker.execution_event WHERE event_id = (SELECT event_id FROM tracker.execution_event"
                + " WHERE task_id = '" + nextTask() + "' ORDER BY source_offset LIMIT 1) RETURNING event_id");
    }

    /** The key holds the day, so that a sink which made days up could do this. */
    String doubleARow() {
        return sql("INSERT INTO tracker.execution_event SELECT day - 4000, event_id, task_id, project_id, agent_id,"
                + " attempt, seq, emitter_id, type, occurred_at, recorded_at, source_partition, source_offset, payload"
                + " FROM tracker.execution_event WHERE task_id = '" + nextTask() + "' LIMIT 1 RETURNING event_id");
    }

    String takeARowBack() {
        return sql(
                "UPDATE tracker.task SET version = version - 1 WHERE task_id = '" + nextTask() + "' RETURNING task_id");
    }

    /** The state before the last event, which claims to be the one after it. */
    String publishAStaleSnapshot() throws InterruptedException {
        String taskId = nextTask();
        List<Placed> events = tasks.getOrDefault(taskId, List.of());
        try {
            ObjectNode stale = (ObjectNode) JSON.readTree(SnapshotWriter.write(folded(events, events.size() - 1)));
            JsonNode right = JSON.readTree(SnapshotWriter.write(folded(events, events.size())));
            stale.set("position", right.path("position"));
            publish(taskId, JSON.writeValueAsBytes(stale), events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taskId;
    }

    String publishAnOlderVersion() throws InterruptedException {
        String taskId = nextTask();
        List<Placed> events = tasks.getOrDefault(taskId, List.of());
        TaskProgress older = folded(events, events.size() - 1);
        publish(taskId, SnapshotWriter.write(older), events);
        Wait.until(
                "the older version was seen",
                Duration.ofMillis(20),
                Duration.ofSeconds(20),
                () -> stage.seenVersions().getOrDefault(taskId, -1L) == older.version());
        return taskId;
    }

    private static TaskProgress folded(List<Placed> events, int number) {
        ReferenceReducer reducer = new ReferenceReducer();
        events.subList(0, number).forEach(each -> reducer.accept(each.event(), each.position()));
        return reducer.progress();
    }

    private void publish(String taskId, byte[] snapshot, List<Placed> events) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.SNAPSHOTS,
                            events.get(0).position().partition(),
                            taskId.getBytes(StandardCharsets.UTF_8),
                            snapshot))
                    .get();
        } catch (ExecutionException e) {
            throw new BenchException("a snapshot could not be published: " + e.getMessage(), e);
        }
    }

    private String sql(String statement) {
        try (Connection connection = stage.postgres().connect();
                Statement executor = connection.createStatement();
                ResultSet row = executor.executeQuery(statement)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new BenchException("nothing could be broken: " + e.getMessage(), e);
        }
    }
}
