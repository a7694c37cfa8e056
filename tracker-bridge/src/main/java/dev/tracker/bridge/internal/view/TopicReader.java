package dev.tracker.bridge.internal.view;

import dev.tracker.bridge.BridgeException;
import dev.tracker.bridge.ViewHealth;
import dev.tracker.bridge.internal.reading.ReaderConfig;
import dev.tracker.bridge.internal.reading.ReadingThread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that follows the compacted topic, for as long as it takes: whatever ends a {@link Following}, another one begins. */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Map<String, String> kafka;
    private final String topic;
    private final ReaderState state;
    private final Tables tables = new Tables();
    private final Clock clock;
    private volatile Runnable news = () -> {};
    private final ReadingThread thread = new ReadingThread("bridge-snapshots", this::run);
    private @Nullable KafkaConsumer<byte[], byte[]> first;

    private TopicReader(Map<String, String> kafka, String topic, Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
        this.clock = clock;
        this.state = new ReaderState(clock);
    }

    /** See {@link dev.tracker.bridge.SnapshotView#start}. */
    public static TopicReader start(Map<String, String> kafka, String topic, Clock clock) {
        TopicReader reader = new TopicReader(kafka, topic, clock);
        try {
            // Made here, so that settings which Kafka refuses stop the start instead of being retried for ever.
            reader.first = reader.newConsumer();
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BridgeException("The Kafka client cannot start: " + cause.getMessage(), e);
        }
        reader.thread.start();
        return reader;
    }

    public TaskTable table() {
        return tables.shown();
    }

    public ViewHealth health() {
        return state.health();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /**
     * The time at which liveness is to be judged: now or, while Kafka is away, when it was last heard. A worker must not look lost because we cannot hear it.
     */
    public Instant judgedAt() {
        return state.judgedAt();
    }

    /** Has this called on the reader's thread whenever the table may have changed or is another one; it must return at once and not throw. */
    public void onNews(Runnable listener) {
        news = listener;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!thread.isStopped()) {
            try (KafkaConsumer<byte[], byte[]> current = takeConsumer()) {
                Following following = new Following(
                        current, topic, ReaderConfig.admin(kafka), tables, state, () -> news.run(), clock);
                // Asked again here: close() can only wake a consumer that it can see.
                if (!thread.isStopped()) {
                    following.begin();
                    pause = FIRST_PAUSE;
                }
                while (!thread.isStopped()) {
                    following.step();
                }
            } catch (WakeupException | InterruptException e) {
                // Both mean the same here: somebody wants this thread to end.
                break;
            } catch (StartOverException e) {
                LOG.warn("Reading {} from the beginning again: {}", topic, e.getMessage());
                tables.startOver();
                pause = pauseThenGrow(pause);
            } catch (RuntimeException e) {
                String trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                state.trouble(trouble);
                LOG.warn("Reading {} was interrupted, trying again: {}", topic, trouble);
                LOG.debug("Reading {} was interrupted", topic, e);
                pause = pauseThenGrow(pause);
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> takeConsumer() {
        KafkaConsumer<byte[], byte[]> made = first;
        first = null;
        KafkaConsumer<byte[], byte[]> current = made == null ? newConsumer() : made;
        thread.reads(current);
        return current;
    }

    private KafkaConsumer<byte[], byte[]> newConsumer() {
        return new KafkaConsumer<>(
                ReaderConfig.consumer(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Duration pauseThenGrow(Duration pause) {
        thread.pause(pause);
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    @Override
    public void close() {
        thread.close();
    }
}
