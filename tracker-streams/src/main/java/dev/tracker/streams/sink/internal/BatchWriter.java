package dev.tracker.streams.sink.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches in a thread of its own, one at a time, so that the next one can be read and decoded while the database is at work. All its methods are for the
 * sink's thread.
 */
final class BatchWriter<B extends RowBuffer> implements AutoCloseable {

    /**
     * A batch that was committed.
     *
     * @param took from its beginning to the answer to its commit
     */
    record Written(WriteCounts counts, Duration took) {}

    private final SinkTable<B> table;
    private final Database database;
    private final SinkOffsets offsets;
    private final Duration patience;
    private final ExecutorService thread;
    private @Nullable Future<Written> current;

    /** @param patience how long a batch may take at the most, whatever the database does */
    BatchWriter(SinkTable<B> table, Database database, SinkOffsets offsets, Duration patience) {
        this.table = table;
        this.database = database;
        this.offsets = offsets;
        this.patience = patience;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread writer = new Thread(task, "tracker-sink-" + table.name() + "-writer");
            writer.setDaemon(true);
            return writer;
        });
    }

    /** @throws IllegalStateException if the last batch has not been ended */
    void begin(Batch<B> batch) {
        if (current != null) {
            throw new IllegalStateException("a batch of " + table.name() + " is being written");
        }
        current = thread.submit(() -> write(batch));
    }

    private Written write(Batch<B> batch) throws SQLException {
        long started = System.nanoTime();
        table.prepare(database, batch.buffers());
        WriteCounts counts = database.inTransaction(connection -> {
            WriteCounts written = table.write(connection, batch.buffers());
            offsets.advance(connection, batch.advances());
            return written;
        });
        return new Written(counts, Duration.ofNanos(System.nanoTime() - started));
    }

    /** Whether a batch was begun and not ended. */
    boolean isBusy() {
        return current != null;
    }

    /** Whether {@link #end} would not wait. */
    boolean isDone() {
        return current != null && current.isDone();
    }

    /** Waits until nothing is being written, at most so long. What came of it is for {@link #end} to say. */
    void await(Duration atMost) {
        Future<Written> waitedFor = current;
        if (waitedFor == null) {
            return;
        }
        try {
            waitedFor.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Whoever ends it will see.
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Waits for the batch in hand. After an error it is unknown whether it was committed, and it must be written again.
     *
     * @throws IllegalStateException if there is none
     */
    Written end() throws SQLException {
        Future<Written> ending = current;
        if (ending == null) {
            throw new IllegalStateException("no batch of " + table.name() + " is being written");
        }
        try {
            Written written = ending.get();
            current = null;
            return written;
        } catch (ExecutionException e) {
            current = null;
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Waits for the batch in hand, if there is one, and forgets what came of it. Its position tells. */
    void abandon() {
        await(patience);
        current = null;
    }

    private static SQLException rethrown(@Nullable Throwable cause) {
        if (cause instanceof SQLException sql) {
            return sql;
        } else if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(cause);
    }

    /** Waits for what is being written. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            await(patience);
        } finally {
            thread.shutdownNow();
        }
    }
}
