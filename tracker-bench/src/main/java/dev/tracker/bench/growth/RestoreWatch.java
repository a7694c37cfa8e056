package dev.tracker.bench.growth;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Takes the time of a restore, over all partitions. Thread-safe. */
final class RestoreWatch implements StateRestoreListener {

    private final long started = System.nanoTime();
    private long firstBegan;
    private long lastEnded;
    private long records;

    @Override
    public synchronized void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        if (firstBegan == 0) {
            firstBegan = System.nanoTime();
        }
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long offset, long count) {}

    @Override
    public synchronized void onRestoreEnd(TopicPartition partition, String store, long total) {
        lastEnded = System.nanoTime();
        records += total;
    }

    /** To be called when the aggregator works. */
    synchronized StartUp ready() {
        double restore = records == 0 ? 0 : (lastEnded - firstBegan) / 1e9;
        return new StartUp((System.nanoTime() - started) / 1e9, restore, records);
    }
}
