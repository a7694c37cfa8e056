package dev.tracker.ingest;

import dev.tracker.core.Fold;
import dev.tracker.core.cost.PriceTable;
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
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker with the events topic, an ingest on it, and what lies in the topic. */
final class TestIngest implements AutoCloseable {

    static final WriteToken OPERATOR = new WriteToken("operator", "operator-0123456789abcdef", null);
    static final WriteToken SHOP = new WriteToken("shop", "writer-of-shop-0123456789", Set.of("shop"));

    private static final PriceTable PRICES = PriceTable.parse(
            "test", "model,from,input,output,cache_read,cache_write\npriced-model,2025-01-01,2,10,0.5,0\n");

    private static final int PARTITIONS = 2;

    private final Path folder;
    private final Ingest ingest;
    private final IngestServer server;
    private EmbeddedBroker broker;

    TestIngest(Path folder) throws InterruptedException {
        this.folder = folder;
        this.broker = EmbeddedBroker.start(folder, 0);
        TopicSpec spec = Topics.events(PARTITIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            NewTopic topic = new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        this.ingest = Ingest.start(settings());
        this.server = IngestServer.start(ingest, IngestAddress.local(0));
    }

    IngestSettings settings() {
        return settings(broker.bootstrap());
    }

    static IngestSettings settings(String bootstrap) {
        return IngestSettings.of(Map.of("bootstrap.servers", bootstrap), List.of(OPERATOR, SHOP))
                .withPrices(PRICES);
    }

    Ingest ingest() {
        return ingest;
    }

    Sender as(WriteToken token) {
        return new Sender(server.url(), token);
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
        return recordsOf(taskId).stream().map(TestIngest::event).toList();
    }

    /** What the log says of a task. */
    TaskProgress foldOf(String taskId) {
        TaskProgress progress = null;
        for (ConsumerRecord<byte[], byte[]> message : recordsOf(taskId)) {
            SourcePosition position = new SourcePosition(
                    message.partition(), message.offset(), Instant.ofEpochMilli(message.timestamp()));
            progress = Fold.fold(progress, event(message), position).progress();
        }
        return Objects.requireNonNull(progress, "no records");
    }

    private static ExecutionEvent event(ConsumerRecord<byte[], byte[]> message) {
        DecodedEvent decoded = EventDecoder.decode(message.key(), message.value());
        if (decoded instanceof DecodedEvent.Valid valid) {
            return valid.event();
        }
        throw new AssertionError("the ingest wrote what no reader accepts: " + decoded);
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
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
        server.close();
        ingest.close();
        broker.close();
    }
}
