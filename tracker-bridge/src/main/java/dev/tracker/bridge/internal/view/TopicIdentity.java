package dev.tracker.bridge.internal.view;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;

/** Tells a topic from another of the same name: after a deletion and a new start, offsets mean something else. */
final class TopicIdentity {

    private static final long TIMEOUT_SECONDS = 10;

    /** The id that Kafka gave the topic when it was created. */
    static Uuid read(Map<String, Object> kafka, String topic) {
        try (Admin admin = Admin.create(kafka)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .thenApply(descriptions ->
                            Objects.requireNonNull(descriptions.get(topic)).topicId())
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot describe " + topic + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private TopicIdentity() {}
}
