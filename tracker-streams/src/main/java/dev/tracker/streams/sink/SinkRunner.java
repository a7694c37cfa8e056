package dev.tracker.streams.sink;

import dev.tracker.streams.sink.internal.SinkLoop;
import dev.tracker.streams.sink.internal.StateCell;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink with a thread of its own, made by {@link EventSink} or {@link SnapshotSink}. Runs once: started, then stopped. Any number may run at the
 * same time, in one process or in many; the partitions are shared out among those of a kind. Thread-safe.
 */
public final class SinkRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkRunner.class);

    private final String name;
    private final Supplier<SinkLoop<?>> loops;
    private final StateCell state;
    private final SinkMetrics metrics;
    private final Duration stopPatience;
    private @Nullable SinkLoop<?> loop;
    private @Nullable Thread thread;
    private boolean isClosed;

    SinkRunner(
            String name, Supplier<SinkLoop<?>> loops, StateCell state, SinkMetrics metrics, Duration databaseTimeout) {
        this.name = name;
        this.loops = loops;
        this.state = state;
        this.metrics = metrics;
        this.stopPatience = databaseTimeout.multipliedBy(4).plusSeconds(15);
    }

    /** The sink's name. */
    public String name() {
        return name;
    }

    /**
     * Begins to read. Neither Kafka nor the database need be there yet.
     *
     * @throws IllegalStateException if it was started or stopped before
     * @throws org.apache.kafka.common.KafkaException if Kafka's settings are wrong
     */
    public synchronized void start() {
        if (thread != null || isClosed) {
            throw new IllegalStateException("the sink " + name + " has run already");
        }
        SinkLoop<?> created = loops.get();
        Thread runner = new Thread(created, "tracker-sink-" + name);
        loop = created;
        thread = runner;
        runner.start();
    }

    public SinkHealth health() {
        return state.get();
    }

    /** What was last noticed about the log that someone has to hear of, and what to do; null if there was nothing. {@link SinkMetrics#offsetsLostCount} counts. */
    public @Nullable String lastAlarm() {
        return metrics.alarms().last();
    }

    public SinkMetrics metrics() {
        return metrics;
    }

    /**
     * Stops in order: the batch in hand is committed or rolled back as a whole, and the partitions are given to others. Takes no longer than some
     * four times the database's timeout. Does nothing the second time.
     */
    public void stop() {
        Thread running;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            running = thread;
            if (loop != null) {
                loop.stop();
            }
        }
        if (running == null) {
            state.set(SinkState.STOPPED, null);
            return;
        }
        try {
            running.join(stopPatience.toMillis());
            if (running.isAlive()) {
                LOG.error("The sink {} did not stop within {}", name, stopPatience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
