package dev.tracker.cli.asof;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the compacted topic still has of a task. Compaction comes late, so there may be older snapshots besides the latest.
 *
 * @param latest null if there is none, or if the task was removed
 * @param before the newest that stands before some offset, null if there is none
 */
record KnownSnapshots(
        @Nullable TaskProgress latest, @Nullable TaskProgress before) {

    /** @param end an offset of the events topic: only snapshots that stand before it serve as a base */
    static KnownSnapshots read(TopicReader reader, String taskId, int partition, long end) {
        byte[] key = taskId.getBytes(StandardCharsets.UTF_8);
        Found found = new Found();
        reader.read(Topics.SNAPSHOTS, List.of(partition), record -> {
            if (Arrays.equals(key, record.key())) {
                found.accept(record.value() == null ? null : SnapshotReader.read(record.value()), partition, end);
            }
        });
        return new KnownSnapshots(found.latest, found.before);
    }

    private static final class Found {
        private @Nullable TaskProgress latest;
        private @Nullable TaskProgress before;

        void accept(@Nullable TaskProgress snapshot, int partition, long end) {
            latest = snapshot;
            // After a removal the task begins anew, and what was there before says nothing of it.
            if (snapshot == null) {
                before = null;
            } else if (snapshot.position().partition() == partition
                    && snapshot.version() < end
                    && (before == null || before.version() < snapshot.version())) {
                before = snapshot;
            }
        }
    }

    boolean isLatest() {
        return before != null && before.equals(latest);
    }
}
