package dev.tracker.streams;

import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with Tracker's topics, and the plainest ways to write to and read from it. */
public final class TestCluster implements AutoCloseable {

    private final String bootstrap;
    private final Runnable stopBroker;
    private final KafkaProducer<byte[], byte[]> producer;

    public TestCluster(Path folder, int partitions) {
        this(EmbeddedBroker.start(folder, 0), partitions);
    }

    private TestCluster(EmbeddedBroker broker, int partitions) {
        this(broker.bootstrap(), partitions, broker::close);
    }

    /** @param stopBroker run when this is closed */
    public TestCluster(String bootstrap, int partitions, Runnable stopBroker) {
        this.bootstrap = bootstrap;
        this.stopBroker = stopBroker;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicAdmin(admin).ensure(Topics.all(partitions));
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "max.request.size", 8 * 1024 * 1024, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Has a topic keep the times that senders give, instead of the broker's. */
    public void takeSendersTime(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            AlterConfigOp op = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(op)))
                    .all()
                    .get();
        }
    }

    public String bootstrap() {
        return bootstrap;
    }

    public void send(ExecutionEvent event) {
        send(event.envelope().taskId().getBytes(StandardCharsets.UTF_8), EventEncoder.encode(event));
    }

    public void send(byte[] key, byte[] value) {
        send(new ProducerRecord<>(Topics.EVENTS, key, value));
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        });
    }

    public void flush() {
        producer.flush();
    }

    /** Everything committed in the topic up to now, partition by partition in order. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
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

    /** The last snapshot of each task. */
    public Map<String, TaskProgress> snapshots() {
        Map<String, TaskProgress> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read(Topics.SNAPSHOTS)) {
            TaskProgress progress = SnapshotReader.read(record.value());
            latest.put(progress.taskId(), progress);
        }
        return latest;
    }

    @Override
    public void close() {
        producer.close();
        stopBroker.run();
    }
}
