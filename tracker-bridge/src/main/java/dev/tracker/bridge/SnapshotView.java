package dev.tracker.bridge;

import dev.tracker.bridge.internal.view.TaskTable;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.schemas.TaskProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest committed snapshot of every task, in memory. A thread of its own reads the compacted topic from the beginning, outside any consumer group,
 * and goes on following it. While Kafka is away the view keeps what it has and says that it is not fresh.
 *
 * <p>Safe for use by many threads.
 */
public final class SnapshotView implements AutoCloseable {

    private final TopicReader reader;
    private final Clock clock;

    private SnapshotView(TopicReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Begins to read; returns before anything has been read.
     *
     * @param kafka settings of the Kafka client, with {@code bootstrap.servers}
     * @param topic the compacted topic; it may be created later
     * @throws BridgeException if Kafka's client refuses the settings
     */
    public static SnapshotView start(Map<String, String> kafka, String topic, Clock clock) {
        return new SnapshotView(TopicReader.start(kafka, topic, clock), clock);
    }

    /** The task, or null if it is not known. */
    public @Nullable TaskProgress find(String taskId) {
        return table().find(taskId);
    }

    /** All tasks in no order, as a live collection: tasks that change during an iteration may be seen in either state. */
    public Collection<TaskProgress> all() {
        return table().all();
    }

    /** How many tasks are known. */
    public int size() {
        return table().size();
    }

    public ViewHealth health() {
        return reader.health();
    }

    /** Whether the view still follows the topic; false after {@link #close()} or a fatal error. */
    public boolean isAlive() {
        return reader.isAlive();
    }

    /**
     * The time at which liveness is to be judged: now or, while Kafka is away, when it was last heard. A worker must not look lost because we cannot hear it.
     */
    public Instant judgementTime() {
        ViewHealth health = health();
        Instant now = clock.instant();
        return health.fresh() || health.confirmedAt() == null ? now : health.confirmedAt();
    }

    public void addListener(SnapshotListener listener) {
        reader.addListener(listener);
    }

    /** Stops reading; what was read can still be asked for. A second call does nothing. */
    @Override
    public void close() {
        reader.close();
    }

    private TaskTable table() {
        return reader.table();
    }
}
