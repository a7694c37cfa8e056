package dev.tracker.streams.state;

import dev.tracker.core.LiveTask;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.binary.CorruptStateException;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one partition. Those in use are live objects: a task that gets a thousand events between two commits is written once. What is written is its
 * snapshot, to the snapshots topic, which is this store's changelog: the latest snapshot of a task <em>is</em> its state. RocksDB below holds only the tasks
 * that are not live, and all of them when the store is closed, so that the next start need not read the topic.
 *
 * <p>Three moments matter:
 *
 * <ul>
 *   <li>{@link #flushCache}: Kafka Streams calls it on every store that is a {@code CachedStateStore} <em>before</em> it collects the offsets to
 *       commit, so the snapshots go into the same transaction as the offsets of the events that made them.
 *   <li>{@link #commit} runs <em>after</em> the offsets are committed and, under exactly-once, only when the store is about to be closed. It
 *       promises Streams that RocksDB holds everything up to an offset of the changelog, so the live tasks are put there first.
 *   <li>After a crash Streams, under exactly-once, throws RocksDB's files away and restores them from the topic. What comes back are snapshots as they are;
 *       they are read when their task is next needed.
 * </ul>
 *
 * <p>The types are Streams' internal ones, hence one pinned version of Kafka and tests on a real broker. Should only be accessed from the stream thread.
 */
public final class TaskStore extends WrappedStateStore<RebuiltStore, String, TaskProgress> {

    private static final byte FIRST_OF_JSON = '{';

    private static final StringSerializer KEYS = new StringSerializer();
    private static final ByteArraySerializer VALUES = new ByteArraySerializer();

    /** A task in use. */
    private static final class Entry {
        final LiveTask task;

        /** Whether the changelog does not have it yet. */
        boolean dirty;

        /** Whether the changelog has a newer state of it than RocksDB. */
        boolean owed;

        /** Whether it was used since the store last looked for what it can let go. */
        boolean used = true;

        Entry(LiveTask task) {
            this.task = task;
        }
    }

    private final int maxLive;
    private final Map<String, Entry> live = new HashMap<>();
    private final List<Entry> dirty = new ArrayList<>();
    private final SnapshotWriter snapshots = new SnapshotWriter();

    /** Those that RocksDB has in an older state than the changelog. */
    private final Set<Entry> owed = new HashSet<>();

    private @Nullable InternalProcessorContext<Void, Void> context;
    private @Nullable StoredStates stored;
    private long lastFlush;
    private Runnable onSnapshot = () -> {};

    TaskStore(RebuiltStore inner, int maxLive) {
        super(inner);
        this.maxLive = maxLive;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        forget();
        stored = new StoredStates();
        context = asInternal(stateStoreContext);
        super.init(stateStoreContext, root);
    }

    /** Sets who is told of every snapshot written; the last one set counts. */
    public void onSnapshot(Runnable listener) {
        onSnapshot = listener;
    }

    /** The task, to fold an event into: it will be written with the next commit. Null if the task is not known. */
    public @Nullable LiveTask forUpdate(String taskId) {
        Entry entry = live.get(taskId);
        if (entry == null) {
            byte[] bytes = wrapped().get(key(taskId));
            if (bytes == null) {
                return null;
            }
            entry = keep(taskId, new Entry(LiveTask.of(read(taskId, bytes))));
        }
        entry.used = true;
        markDirty(entry);
        return entry.task;
    }

    /** Takes in a task that was not known. */
    public void add(LiveTask task) {
        markDirty(keep(task.taskId(), new Entry(task)));
    }

    /**
     * The highest offset of an event that the stored tasks were made of; -1 if there are none. Whatever lies in the log before it has been dealt with, as states are
     * committed together with all that came before them. Reads and decodes every task: seconds where there are hundreds of thousands.
     */
    public long lastFoldedOffset() {
        long last = -1;
        try (KeyValueIterator<Bytes, byte[]> all = wrapped().all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> task = all.next();
                TaskProgress state = read(new String(task.key.get(), StandardCharsets.UTF_8), task.value);
                last = Math.max(last, state.position().offset());
            }
        }
        return last;
    }

    private void markDirty(Entry entry) {
        if (!entry.dirty) {
            entry.dirty = true;
            dirty.add(entry);
        }
    }

    /** Whether there is something to write, and nothing has been written after that moment, in milliseconds since 1970. */
    public boolean isDirtySince(long moment) {
        return !dirty.isEmpty() && lastFlush <= moment;
    }

    private Entry keep(String taskId, Entry entry) {
        if (live.size() >= maxLive) {
            flushCache();
            makeRoom();
        }
        live.put(taskId, entry);
        return entry;
    }

    /** What RocksDB made unreadable is restored from the changelog; what is unreadable there would be so again. */
    private TaskProgress read(String taskId, byte[] bytes) {
        boolean isFromChangelog = bytes.length > 0 && bytes[0] == FIRST_OF_JSON;
        try {
            return isFromChangelog ? SnapshotReader.read(bytes) : stored().unpack(bytes);
        } catch (IllegalArgumentException e) {
            CorruptStateException corrupt =
                    new CorruptStateException("the state of task " + taskId + " can't be read: " + e.getMessage(), e);
            throw isFromChangelog ? corrupt : wrapped().poisoned(corrupt);
        }
    }

    /** Writes the snapshots of what has changed. */
    @Override
    public void flushCache() {
        for (Entry entry : dirty) {
            publish(entry.task.toProgress());
            entry.dirty = false;
            if (!entry.owed) {
                entry.owed = true;
                owed.add(entry);
            }
            onSnapshot.run();
        }
        dirty.clear();
        lastFlush = initialised().currentSystemTimeMs();
    }

    /** Streams' own way of logging a change, {@code logChange}, takes no topic but its own whose name ends in "-changelog". */
    private void publish(TaskProgress task) {
        InternalProcessorContext<Void, Void> processor = initialised();
        ((RecordCollector.Supplier) processor)
                .recordCollector()
                .send(
                        Topics.SNAPSHOTS,
                        task.taskId(),
                        snapshots.toJson(task),
                        new RecordHeaders(),
                        processor.taskId().partition(),
                        task.position().appendedAt().toEpochMilli(),
                        KEYS,
                        VALUES,
                        name(),
                        processor);
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        owed.forEach(this::store);
        owed.clear();
        super.commit(changelogOffsets);
    }

    private void store(Entry entry) {
        wrapped().put(key(entry.task.taskId()), stored().pack(entry.task.toProgress()));
        entry.owed = false;
    }

    private void letGo(Entry entry) {
        if (owed.remove(entry)) {
            store(entry);
        }
    }

    /** Drops what was not used since the last time and, if that is not half of it, anything. None of it is dirty. */
    private void makeRoom() {
        Iterator<Entry> entries = live.values().iterator();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (entry.used) {
                entry.used = false;
            } else {
                letGo(entry);
                entries.remove();
            }
        }
        entries = live.values().iterator();
        while (live.size() > maxLive / 2) {
            letGo(entries.next());
            entries.remove();
        }
    }

    @Override
    public void clearCache() {
        forget();
    }

    @Override
    public void close() {
        // Also after a failure, when the live tasks belong to a transaction that was aborted.
        forget();
        if (stored != null) {
            stored.close();
            stored = null;
        }
        super.close();
    }

    private void forget() {
        live.clear();
        dirty.clear();
        owed.clear();
    }

    private InternalProcessorContext<Void, Void> initialised() {
        if (context == null) {
            throw new IllegalStateException("the store " + name() + " is not initialised");
        }
        return context;
    }

    private StoredStates stored() {
        if (stored == null) {
            throw new IllegalStateException("the store " + name() + " is not open");
        }
        return stored;
    }

    /** What it forwards does not matter: nothing is forwarded. */
    @SuppressWarnings("unchecked")
    private static InternalProcessorContext<Void, Void> asInternal(StateStoreContext context) {
        return (InternalProcessorContext<Void, Void>) context;
    }

    private static Bytes key(String taskId) {
        return Bytes.wrap(taskId.getBytes(StandardCharsets.UTF_8));
    }
}
