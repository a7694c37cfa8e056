package dev.tracker.streams.state;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB that is thrown away when it can't be read any more, because the changelog has all of it. Streams itself would stop: at the start for good, later in a loop.
 * Its offsets of the changelog lie in the same files, so they go with them, and what is missing is restored. Should only be accessed from the stream thread.
 */
final class RebuiltStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
        implements KeyValueStore<Bytes, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(RebuiltStore.class);

    /** Where RocksDB's stores lie in a task's folder. */
    private static final String PARENT = "rocksdb";

    private final Runnable onRebuild;
    private @Nullable Path folder;
    private @Nullable TaskId task;
    private boolean isPoisoned;

    /** @param onRebuild told of each store that is thrown away */
    RebuiltStore(KeyValueStore<Bytes, byte[]> inner, Runnable onRebuild) {
        super(inner);
        this.onRebuild = onRebuild;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        Path mine = new File(context.stateDir(), PARENT).toPath().resolve(name());
        folder = mine;
        task = context.taskId();
        isPoisoned = false;
        try {
            super.init(context, root);
        } catch (ProcessorStateException e) {
            throwAway(mine, e);
            super.init(context, root);
        }
    }

    /**
     * What is stored can't be read: has Streams close this partition's task, and begin it anew from the changelog.
     *
     * @return to be thrown
     */
    TaskCorruptedException poisoned(RuntimeException cause) {
        isPoisoned = true;
        LOG.error("the state in {} can't be read", folder, cause);
        return task == null ? new TaskCorruptedException(Set.of()) : new TaskCorruptedException(Set.of(task));
    }

    private void throwAway(Path rocks, @Nullable ProcessorStateException cause) {
        LOG.error(
                "the state in {} can't be read; it is thrown away and restored from the snapshots topic", rocks, cause);
        try {
            Utils.delete(rocks.toFile());
            onRebuild.run();
        } catch (IOException e) {
            throw new ProcessorStateException(
                    "the unreadable state in " + rocks + " can't be deleted; delete it by hand", e);
        }
    }

    @Override
    public void close() {
        super.close();
        if (isPoisoned && folder != null) {
            isPoisoned = false;
            throwAway(folder, null);
        }
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        try {
            return wrapped().get(key);
        } catch (ProcessorStateException e) {
            throw poisoned(e);
        }
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        wrapped().put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        return wrapped().putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        wrapped().putAll(entries);
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return wrapped().delete(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return wrapped().range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return wrapped().all();
    }

    @Override
    public long approximateNumEntries() {
        return wrapped().approximateNumEntries();
    }
}
