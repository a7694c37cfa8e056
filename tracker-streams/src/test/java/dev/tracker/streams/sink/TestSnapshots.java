package dev.tracker.streams.sink;

import dev.tracker.core.Fold;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Snapshots as the topology would publish them, had it a commit after every event. */
public final class TestSnapshots {

    public static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    /** The states of one task after each of its events, which were appended so many seconds apart from offset {@code first} on. */
    public static List<TaskProgress> of(List<ExecutionEvent> events, long first, int secondsApart) {
        List<TaskProgress> states = new ArrayList<>();
        TaskProgress state = null;
        for (int i = 0; i < events.size(); i++) {
            SourcePosition position = new SourcePosition(0, first + i, BEGIN.plusSeconds((long) i * secondsApart));
            state = Fold.fold(state, events.get(i), position).progress();
            states.add(state);
        }
        return states;
    }

    public static ProducerRecord<byte[], byte[]> record(TaskProgress state) {
        return new ProducerRecord<>(
                Topics.SNAPSHOTS, state.position().partition(), key(state.taskId()), SnapshotWriter.write(state));
    }

    public static ConsumerRecord<byte[], byte[]> consumed(long offset, TaskProgress state) {
        return new ConsumerRecord<>(Topics.SNAPSHOTS, 0, offset, key(state.taskId()), SnapshotWriter.write(state));
    }

    public static byte[] key(String taskId) {
        return taskId.getBytes(StandardCharsets.UTF_8);
    }

    private TestSnapshots() {}
}
