package dev.tracker.streams;

import dev.tracker.streams.guard.GuardedClients;
import dev.tracker.streams.guard.LogLineage;
import dev.tracker.streams.guard.LogReplacedException;
import dev.tracker.streams.topology.EventTopology;
import dev.tracker.streams.topology.FoldMeters;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
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

    private final KafkaStreams streams;
    private final Alarms alarms = new Alarms();
    private final LogLineage lineage;
    private final ThreadDeaths deaths;
    private final AtomicLong replacedThreads = new AtomicLong();
    private final AtomicInteger waitingThreads = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Throwable lastFailure;

    /** Prepares the role; {@link #start} begins the work. */
    public Aggregator(AggregatorSettings settings, FoldMeters meters) {
        deaths = new ThreadDeaths(settings.threads(), System::nanoTime);
        lineage = new LogLineage(
                settings.bootstrap(),
                settings.clientProperties(),
                settings.applicationId(),
                alarms,
                this::stopBecauseReplaced);
        StreamsConfig config = new StreamsConfig(settings.toStreamsProperties());
        streams = new KafkaStreams(
                EventTopology.build(
                        settings.guarantee() == Guarantee.EXACTLY_ONCE,
                        settings.maxLive(),
                        settings.commitPace(),
                        meters),
                config,
                new GuardedClients(config.getKafkaClientSupplier(), alarms));
        streams.setUncaughtExceptionHandler(this::threadDied);
    }

    /**
     * Starts; returns before partitions are assigned. If the log is not the one that was folded so far, it ends at once, with an alarm: to go on would be to take new events
     * for old ones.
     */
    public void start() {
        lineage.start();
        if (!(lastFailure instanceof LogReplacedException)) {
            streams.start();
        }
    }

    /** Whether it has its partitions, restored, and works: threads that die one after the other do not. */
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING && !isFailing();
    }

    /** Whether a thread that died is still to be replaced, or threads keep dying. */
    public boolean isFailing() {
        return waitingThreads.get() > 0 || deaths.isLoop();
    }

    /** Streams' own name of its state, for people. */
    public String state() {
        return streams.state().name();
    }

    /** How many stream threads have died and been replaced. */
    public long replacedThreads() {
        return replacedThreads.get();
    }

    /** Why the last stream thread died or the whole of it ended, null if neither has happened. */
    public @Nullable Throwable lastFailure() {
        return lastFailure;
    }

    /** What was noticed about the log. */
    public Alarms alarms() {
        return alarms;
    }

    /** The client below, for metrics. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Commits what is done and stops. */
    @Override
    public void close() {
        closing.countDown();
        lineage.close();
        if (!streams.close(CLOSE_TIMEOUT)) {
            LOG.warn(
                    "the aggregator did not stop within {} s; what it had not committed will be done again",
                    CLOSE_TIMEOUT.toSeconds());
        }
    }

    /** Called by the lineage's thread: it can't wait for the stream threads, which end by themselves. */
    private void stopBecauseReplaced(LogReplacedException replaced) {
        lastFailure = replaced;
        closing.countDown();
        streams.close(Duration.ZERO);
    }

    /**
     * Bad events never get here, so this is a fault of a passing kind (Kafka away, a fenced producer) or of ours. A new thread starts from the last commit,
     * after a delay that grows with each death, because a thread that dies at once again must not eat the machine; after too many the whole of it ends, and whoever
     * watches over the process sees that it does not live.
     */
    private StreamThreadExceptionResponse threadDied(Throwable failure) {
        lastFailure = failure;
        String hopeless = hopeless(failure);
        Duration delay = deaths.died();
        if (hopeless == null && delay == null) {
            hopeless = "more than " + ThreadDeaths.MOST_PER_THREAD + " deaths a thread within "
                    + ThreadDeaths.WINDOW.toMinutes()
                    + " minutes: see the errors above, mend their cause and start again";
        }
        if (hopeless != null || delay == null) {
            LOG.error("the aggregator ends: {}", hopeless, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        long count = replacedThreads.incrementAndGet();
        LOG.error("stream thread died, the {}. time; a new one starts in {} ms", count, delay.toMillis(), failure);
        waitingThreads.incrementAndGet();
        try {
            if (closing.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("the aggregator is being closed, so no new thread starts");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waitingThreads.decrementAndGet();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** What no new thread can do better, in words; null if one may. */
    private static @Nullable String hopeless(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSourceTopicException) {
                return "the events topic is missing: create the topics (`tracker topics`) and start again";
            }
            if (cause instanceof LogReplacedException) {
                return cause.getMessage();
            }
        }
        return null;
    }
}
