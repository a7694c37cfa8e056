package dev.tracker.bridge.internal.letters;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topic of dead letters, in small bites: they may be large, and nobody waits for them. */
public final class DeadLetterReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
    private static final long PAUSE_SECONDS = 5;

    private final Map<String, Object> kafka;
    private final String topic;
    private final DeadLetters letters;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "bridge-dead-letters");
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    private DeadLetterReader(Map<String, String> kafka, String topic, DeadLetters letters) {
        this.kafka = config(kafka);
        this.topic = topic;
        this.letters = letters;
        thread.setDaemon(true);
    }

    public static DeadLetterReader start(Map<String, String> kafka, String topic, DeadLetters letters) {
        DeadLetterReader reader = new DeadLetterReader(kafka, topic, letters);
        reader.thread.start();
        return reader;
    }

    private static Map<String, Object> config(Map<String, String> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "tracker-bridge-dead-letters");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // Retention moves the beginning; what is gone was counted before or counts no more.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1048576");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "262144");
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "5000");
        return config;
    }

    private void run() {
        while (stop.getCount() > 0) {
            try (Consumer<byte[], byte[]> made =
                    new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = made;
                follow(made);
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("Dead letters cannot be read now", e);
            }
            pause();
        }
    }

    private void follow(Consumer<byte[], byte[]> made) {
        List<PartitionInfo> infos = made.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            return;
        }
        List<TopicPartition> partitions = infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        made.assign(partitions);
        made.seekToBeginning(partitions);
        letters.clear();
        while (stop.getCount() > 0) {
            made.poll(POLL).forEach(letters::add);
            letters.complete(partitions.stream()
                    .allMatch(partition -> made.currentLag(partition).orElse(1) == 0));
        }
    }

    private void pause() {
        try {
            if (stop.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            stop.countDown();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
