package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own id of a sink's topic, which tells a topic from a later one of the same name: offsets belong to one of them only. Used by the sink's thread.
 */
final class TopicIds implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final String topic;
    private final Admin admin;
    private @Nullable KafkaFuture<UUID> asked;
    private long askedAt = System.nanoTime();

    TopicIds(SinkSettings settings, String topic, String sink) {
        this.topic = topic;
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "tracker-sink-" + sink + "-topic");
        admin = Admin.create(config);
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws UnknownTopicOrPartitionException if there is no such topic
     * @throws TimeoutException if Kafka does not answer
     */
    UUID current() {
        try {
            return ask().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("Kafka does not describe the topic " + topic, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Asks every few seconds, and never waits: gives the answer once, when it is there.
     *
     * @throws UnknownTopicOrPartitionException if there is no such topic any more
     */
    @Nullable
    UUID latest() {
        KafkaFuture<UUID> pending = asked;
        if (pending == null) {
            if (System.nanoTime() - askedAt > INTERVAL_NANOS) {
                asked = ask();
            }
            return null;
        }
        if (!pending.isDone()) {
            return null;
        }
        asked = null;
        askedAt = System.nanoTime();
        try {
            return pending.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException gone) {
                throw gone;
            }
            // Kafka is away. It will be asked again.
            return null;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private KafkaFuture<UUID> ask() {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .thenApply(
                        found -> uuid(Objects.requireNonNull(found.get(topic)).topicId()));
    }

    private static UUID uuid(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
