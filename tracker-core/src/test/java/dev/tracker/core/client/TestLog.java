package dev.tracker.core.client;

import dev.tracker.core.Fold;
import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.topics.TopicSpec;
import dev.tracker.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker with the events topic, and what lies in it. */
final class TestLog implements AutoCloseable {

    private static final int PARTITIONS = 4;

    private final Path folder;
    private EmbeddedBroker broker;

    TestLog(Path folder) throws InterruptedException {
        this.folder = folder;
        this.broker = EmbeddedBroker.start(folder, 0);
        TopicSpec spec = Topics.events(PARTITIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            NewTopic topic = new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    TrackerSettings settings() {
        return TrackerSettings.builder(bootstrap(), "agent-1").build();
    }

    void stopBroker() {
        broker.close();
    }

    /** At the address that it had. */
    void startBroker() {
        broker = EmbeddedBroker.start(folder, broker.port());
    }

    /** The records of a task, in the order of the log. */
    List<ConsumerRecord<byte[], byte[]>> recordsOf(String taskId) {
        return records().stream()
                .filter(message -> event(message).envelope().taskId().equals(taskId))
                .toList();
    }

    List<ExecutionEvent> eventsOf(String taskId) {
        return recordsOf(taskId).stream().map(TestLog::event).toList();
    }

    /** What the log says of a task. */
    TaskProgress foldOf(String taskId) {
        return fold(recordsOf(taskId));
    }

    /** What the records of one task add up to. */
    static TaskProgress fold(List<ConsumerRecord<byte[], byte[]>> records) {
        TaskProgress progress = null;
        for (ConsumerRecord<byte[], byte[]> message : records) {
            SourcePosition position = new SourcePosition(
                    message.partition(), message.offset(), Instant.ofEpochMilli(message.timestamp()));
            progress = Fold.fold(progress, event(message), position).progress();
        }
        return Objects.requireNonNull(progress, "no records");
    }

    static ExecutionEvent event(ConsumerRecord<byte[], byte[]> message) {
        DecodedEvent decoded = EventDecoder.decode(message.key(), message.value());
        if (decoded instanceof DecodedEvent.Valid valid) {
            return valid.event();
        }
        throw new AssertionError("the tracker wrote what no reader accepts: " + decoded);
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new TopicPartition(Topics.EVENTS, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
