package dev.tracker.streams.state;

import dev.tracker.schemas.TaskProgress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The states of the tasks of one partition, decoded while they are in use: a task that gets a thousand events between two commits is decoded once, encoded
 * once, and written once to the store, its changelog and the snapshots.
 *
 * <p>What makes that safe is {@link #flushCache}: Kafka Streams calls it on every store that is a {@code CachedStateStore} <em>before</em> it
 * collects the offsets to commit, so what is live goes into the same transaction as the offsets of the events that made it. (The public
 * {@code StateStore.flush/commit} runs after the offsets are committed, and under exactly-once not at all while running; it would lose events.) The types are
 * Streams' internal ones, hence one pinned version of Kafka and tests on a real broker.
 *
 * <p>Should only be accessed from the stream thread.
 */
public final class TaskStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, String, TaskProgress> {

    /** Told of every state that is written, within the transaction that writes it. */
    @FunctionalInterface
    public interface FlushListener {
        /**
         * @param task the state
         * @param timestamp append time of its last event, in milliseconds since 1970
         */
        void flushed(TaskProgress task, long timestamp);
    }

    /** A decoded state. It is dirty while the store does not have it. */
    private static final class Live {
        TaskProgress task;
        boolean dirty;

        Live(TaskProgress task, boolean dirty) {
            this.task = task;
            this.dirty = dirty;
        }
    }

    private final int maxLive;

    /** In order of use, so that the least recently used states can be let go. */
    private final Map<String, Live> live = new LinkedHashMap<>(16, 0.75f, true);

    private final List<Live> dirty = new ArrayList<>();
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable FlushListener listener;

    TaskStore(KeyValueStore<Bytes, byte[]> inner, int maxLive) {
        super(inner);
        this.maxLive = maxLive;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        forget();
        context = (InternalProcessorContext<?, ?>) stateStoreContext;
        super.init(stateStoreContext, root);
    }

    /** Sets who is told of writes; the last one set counts. */
    public void onFlush(FlushListener flushListener) {
        listener = flushListener;
    }

    /** The task's state, null if there is none. */
    public @Nullable TaskProgress get(String taskId) {
        Live found = live.get(taskId);
        if (found != null) {
            return found.task;
        }
        byte[] bytes = wrapped().get(key(taskId));
        if (bytes == null) {
            return null;
        }
        TaskProgress task = TaskStateCodec.decode(bytes);
        live.put(taskId, new Live(task, false));
        return task;
    }

    /** Replaces the task's state. It is written at the next commit, or before if too many are live. */
    public void put(TaskProgress task) {
        Live found = live.get(task.taskId());
        if (found == null) {
            found = new Live(task, false);
            live.put(task.taskId(), found);
        }
        found.task = task;
        if (!found.dirty) {
            found.dirty = true;
            dirty.add(found);
        }
        if (live.size() > maxLive) {
            flushCache();
            letGo();
        }
    }

    @Override
    public void flushCache() {
        if (dirty.isEmpty()) {
            return;
        }
        InternalProcessorContext<?, ?> processor = initialised();
        ProcessorRecordContext current = processor.recordContext();
        try {
            for (Live entry : dirty) {
                write(processor, entry.task);
                entry.dirty = false;
            }
            dirty.clear();
        } finally {
            processor.setRecordContext(current);
        }
    }

    private void write(InternalProcessorContext<?, ?> processor, TaskProgress task) {
        long timestamp = task.position().appendedAt().toEpochMilli();
        // The changelog takes time and position from the record context, which at a commit is still that of whatever
        // event came last.
        processor.setRecordContext(new ProcessorRecordContext(
                timestamp,
                task.position().offset(),
                task.position().partition(),
                processor.recordContext() == null
                        ? null
                        : processor.recordContext().topic(),
                new RecordHeaders()));
        wrapped().put(key(task.taskId()), TaskStateCodec.encode(task));
        if (listener != null) {
            listener.flushed(task, timestamp);
        }
    }

    /** Drops half of the live states, the least recently used ones. All are clean when this is called. */
    private void letGo() {
        Iterator<Live> oldest = live.values().iterator();
        for (int surplus = live.size() - maxLive / 2; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public void clearCache() {
        forget();
    }

    @Override
    public void close() {
        // Also after a failure, when the dirty states belong to a transaction that was aborted.
        forget();
        super.close();
    }

    private void forget() {
        live.clear();
        dirty.clear();
    }

    private InternalProcessorContext<?, ?> initialised() {
        if (context == null) {
            throw new IllegalStateException("the store " + name() + " is not initialised");
        }
        return context;
    }

    private static Bytes key(String taskId) {
        return Bytes.wrap(taskId.getBytes(StandardCharsets.UTF_8));
    }
}
