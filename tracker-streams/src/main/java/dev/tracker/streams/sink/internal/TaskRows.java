package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.streams.sink.SinkException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Snapshots that wait to be written. What becomes of them depends on what is in the database then. */
final class TaskRows implements RowBuffer {

    /** The decoded form takes a few times the room of the encoded one. */
    private static final int MEMORY_FACTOR = 4;

    private final List<TaskChange> changes = new ArrayList<>();
    private long bytes;

    /** @throws SinkException if it is not a snapshot: only the topology writes them, so one of the two is broken */
    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        String taskId = new String(record.key(), StandardCharsets.UTF_8);
        byte[] json = record.value();
        if (json == null) {
            changes.add(TaskChange.tombstone(taskId));
            return;
        }
        try {
            changes.add(TaskChange.update(taskId, SnapshotReader.read(json), json));
        } catch (IllegalArgumentException e) {
            throw new SinkException(
                    "the record at offset " + record.offset() + " of " + record.topic() + "-" + record.partition()
                            + " is not a snapshot: has something else than the topology written to that topic?",
                    e);
        }
        bytes += (long) MEMORY_FACTOR * json.length;
    }

    List<TaskChange> changes() {
        return changes;
    }

    @Override
    public int records() {
        return changes.size();
    }

    @Override
    public int refused() {
        return 0;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
