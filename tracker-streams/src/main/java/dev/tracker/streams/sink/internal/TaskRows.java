package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.streams.sink.SinkException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Snapshots that wait to be written. What becomes of them depends on what is in the database then. */
final class TaskRows implements RowBuffer {

    private final List<TaskChange> changes = new ArrayList<>();
    private final Map<String, TaskChange> last = new HashMap<>();
    private long bytes;

    /** @throws SinkException if it is not a snapshot: only the topology writes them, so one of the two is broken */
    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] json = record.value();
        if (json == null) {
            add(TaskChange.tombstone(new String(record.key(), StandardCharsets.UTF_8)));
            return;
        }
        try {
            add(TaskChange.update(SnapshotReader.read(json), json));
        } catch (IllegalArgumentException e) {
            throw new SinkException(
                    "the record at offset " + record.offset() + " of " + record.topic() + "-" + record.partition()
                            + " is not a snapshot: has something else than the topology written to that topic?",
                    e);
        }
    }

    /** Of a task's rows only the newest is kept: while the sink is behind, tasks come many times in a batch. */
    private void add(TaskChange change) {
        TaskChange previous = last.get(change.taskId());
        if (previous != null && change.isOutdatedBy(previous)) {
            change.dropTaskRow();
        } else if (previous != null && previous.isReplacedBy(change)) {
            bytes -= previous.bytes();
            previous.dropTaskRow();
            bytes += previous.bytes();
        }
        if (previous == null || !change.isOutdatedBy(previous)) {
            last.put(change.taskId(), change);
        }
        changes.add(change);
        bytes += change.bytes();
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
