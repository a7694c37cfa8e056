package dev.tracker.bench.faults.check;

import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the snapshots as they come, before compaction takes any away, and takes note of each version that is lower than one before it. Reads with a thread of its own; thread-safe.
 */
public final class TopicHistory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicHistory.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final List<String> stepsBack = new CopyOnWriteArrayList<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean isClosed;

    public TopicHistory(String bootstrap, int partitions) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "reconnect.backoff.max.ms",
                        500),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(java.util.stream.IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topics.SNAPSHOTS, partition))
                .toList());
        thread = new Thread(this::follow, "topic-history");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try (consumer) {
            while (!isClosed) {
                try {
                    consumer.poll(POLL).forEach(this::accept);
                } catch (KafkaException e) {
                    LOG.warn("the history of snapshots waits for Kafka: {}", e.toString());
                }
            }
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        String taskId = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            return;
        }
        long version = SnapshotReader.read(record.value()).version();
        Long before = versions.put(taskId, version);
        if (before != null && version < before) {
            stepsBack.add(taskId + ": version " + before + ", then " + version + ", at offset " + record.offset()
                    + " of partition " + record.partition());
        }
    }

    /** The last version seen of each task. */
    public Map<String, Long> versions() {
        return versions;
    }

    /** Versions that went back, in words. */
    public List<String> stepsBack() {
        return stepsBack;
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
