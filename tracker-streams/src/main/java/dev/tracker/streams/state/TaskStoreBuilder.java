package dev.tracker.streams.state;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a {@link TaskStore} over RocksDB with a changelog; it caches by itself and always logs. */
public final class TaskStoreBuilder implements StoreBuilder<TaskStore> {

    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;
    private final int maxLive;

    /**
     * @param name the store's name
     * @param maxLive how many decoded states one partition keeps at the most
     */
    public TaskStoreBuilder(String name, int maxLive) {
        this.inner = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
        this.maxLive = maxLive;
    }

    @Override
    public TaskStore build() {
        return new TaskStore(inner.build(), maxLive);
    }

    @Override
    public StoreBuilder<TaskStore> withCachingEnabled() {
        return this; // likewise
    }

    @Override
    public StoreBuilder<TaskStore> withCachingDisabled() {
        return this; // speaks of Streams' own cache, which this store does not use
    }

    @Override
    public StoreBuilder<TaskStore> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<TaskStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("a task store without a changelog would lose its tasks");
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return inner.loggingEnabled();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
