package dev.tracker.bridge;

import dev.tracker.bridge.internal.view.TaskRow;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.schemas.TaskProgress;
import org.jspecify.annotations.Nullable;

/**
 * The latest committed snapshot of every task, in memory. A thread of its own reads the compacted topic from the beginning, outside any consumer group,
 * and goes on following it. While Kafka is away the view keeps what it has and says that it is not fresh.
 *
 * <p>Safe for use by many threads.
 */
public final class SnapshotView {

    private final TopicReader reader;

    SnapshotView(TopicReader reader) {
        this.reader = reader;
    }

    /** The task, or null if it is not known. */
    public @Nullable TaskProgress find(String taskId) {
        TaskRow row = reader.table().find(taskId);
        return row == null ? null : row.task.decoded();
    }

    /** How many tasks are known. */
    public int size() {
        return reader.table().size();
    }

    public ViewHealth health() {
        return reader.health();
    }

    /** Whether the view still follows the topic; false after the bridge was closed or a fatal error. */
    public boolean isAlive() {
        return reader.isAlive();
    }
}
