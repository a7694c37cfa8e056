package dev.tracker.streams;

import dev.tracker.streams.topology.EventTopology;
import dev.tracker.streams.topology.FoldMeters;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role that folds the events topic into snapshots, exactly once. Any number of instances with the same application id share the partitions.
 * Thread-safe.
 */
public final class Aggregator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Aggregator.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 6;

    private final KafkaStreams streams;
    private final AtomicLong replacedThreads = new AtomicLong();
    private volatile @Nullable Throwable lastFailure;

    /** Prepares the role; {@link #start} begins the work. */
    public Aggregator(AggregatorSettings settings, FoldMeters meters) {
        streams = new KafkaStreams(
                EventTopology.build(settings.maxLive(), settings.commitPace(), meters), settings.toStreamsProperties());
        streams.setUncaughtExceptionHandler(this::threadDied);
    }

    /** Starts; returns before partitions are assigned. */
    public void start() {
        streams.start();
    }

    /** Whether it has its partitions, restored, and works. */
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Streams' own name of its state, for people. */
    public String state() {
        return streams.state().name();
    }

    /** How many stream threads have died and been replaced. */
    public long replacedThreads() {
        return replacedThreads.get();
    }

    /** Why the last stream thread died, null if none has. */
    public @Nullable Throwable lastFailure() {
        return lastFailure;
    }

    /** The client below, for metrics. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Commits what is done and stops. */
    @Override
    public void close() {
        if (!streams.close(CLOSE_TIMEOUT)) {
            LOG.warn(
                    "the aggregator did not stop within {} s; what it had not committed will be done again",
                    CLOSE_TIMEOUT.toSeconds());
        }
    }

    /**
     * Bad events never get here, so this is a fault of a passing kind (Kafka away, a fenced producer) or of ours. A new thread starts from the last commit,
     * after a delay that grows with each death, because a thread that dies at once again must not eat the machine.
     */
    private StreamThreadExceptionResponse threadDied(Throwable failure) {
        lastFailure = failure;
        if (failure instanceof MissingSourceTopicException) {
            LOG.error("the events topic is missing: create the topics and start again", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        long deaths = replacedThreads.incrementAndGet();
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(deaths - 1, MOST_DOUBLINGS));
        LOG.error("stream thread died, the {}. time; a new one starts in {} ms", deaths, delay.toMillis(), failure);
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
