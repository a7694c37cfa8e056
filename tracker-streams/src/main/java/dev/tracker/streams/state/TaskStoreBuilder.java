package dev.tracker.streams.state;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a {@link TaskStore} over RocksDB; it caches by itself and always logs. */
public final class TaskStoreBuilder implements StoreBuilder<TaskStore> {

    private final String name;
    private final int maxLive;
    private final Map<String, String> changelogConfig;
    private final Runnable onRebuild;

    /**
     * @param name the store's name
     * @param maxLive how many live tasks one partition keeps at the most
     * @param changelogConfig settings of the changelog topic, should Streams have to create it
     * @param onRebuild told of each store that could not be read and was thrown away, to be restored; by any stream thread
     */
    public TaskStoreBuilder(String name, int maxLive, Map<String, String> changelogConfig, Runnable onRebuild) {
        this.name = name;
        this.maxLive = maxLive;
        this.changelogConfig = Map.copyOf(changelogConfig);
        this.onRebuild = onRebuild;
    }

    @Override
    public TaskStore build() {
        return new TaskStore(
                new RebuiltStore(Stores.persistentKeyValueStore(name).get(), onRebuild), maxLive);
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
        return new TaskStoreBuilder(name, maxLive, config, onRebuild);
    }

    @Override
    public StoreBuilder<TaskStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("a task store without a changelog would lose its tasks");
    }

    @Override
    public Map<String, String> logConfig() {
        return changelogConfig;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }
}
