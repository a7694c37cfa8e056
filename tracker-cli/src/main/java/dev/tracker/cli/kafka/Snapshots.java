package dev.tracker.cli.kafka;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The latest snapshot of every task, straight from the compacted topic. */
public final class Snapshots {

    public static Map<String, TaskProgress> read(TopicReader reader) {
        return read(reader, reader.partitions(Topics.SNAPSHOTS));
    }

    /** Those of some partitions. */
    public static Map<String, TaskProgress> read(TopicReader reader, Collection<Integer> partitions) {
        Map<String, byte[]> latest = new HashMap<>();
        reader.read(Topics.SNAPSHOTS, partitions, record -> {
            String taskId = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                latest.remove(taskId);
            } else {
                latest.put(taskId, record.value());
            }
        });
        Map<String, TaskProgress> tasks = new HashMap<>();
        latest.forEach((taskId, json) -> tasks.put(taskId, SnapshotReader.read(json)));
        return tasks;
    }

    private Snapshots() {}
}
