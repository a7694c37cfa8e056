package dev.tracker.bridge.internal.view;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a topic shows that a key was removed. Who looks away for longer may never hear of it. */
final class Tombstones {

    private static final Logger LOG = LoggerFactory.getLogger(Tombstones.class);
    private static final long TIMEOUT_SECONDS = 10;

    /** What Kafka does where nobody has said otherwise. */
    private static final Duration USUAL = Duration.ofDays(1);

    /** Shorter than that, and an ordinary pause would count as an absence. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    /** Half of {@code delete.retention.ms}: the longest time after which everything that was removed meanwhile can still be seen. */
    static Duration longestAbsence(Map<String, Object> kafka, String topic) {
        Duration half = kept(kafka, topic).dividedBy(2);
        return half.compareTo(LEAST) < 0 ? LEAST : half;
    }

    private static Duration kept(Map<String, Object> kafka, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(kafka)) {
            ConfigEntry entry = admin.describeConfigs(List.of(resource))
                    .all()
                    .thenApply(configs -> Objects.requireNonNull(configs.get(resource)))
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(TopicConfig.DELETE_RETENTION_MS_CONFIG);
            return entry == null || entry.value() == null ? USUAL : Duration.ofMillis(Long.parseLong(entry.value()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.warn("Not allowed to see how long {} keeps tombstones; a day is assumed", topic);
                return USUAL;
            }
            throw new KafkaException("cannot describe " + topic + ": " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new KafkaException("cannot describe " + topic + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Tombstones() {}
}
