package dev.tracker.bridge.internal.letters;

import dev.tracker.bridge.internal.reading.ReaderConfig;
import dev.tracker.bridge.internal.reading.ReadingThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topic of dead letters, in small bites: they may be large, and nobody waits for them. */
public final class DeadLetterReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final String topic;
    private final DeadLetters letters;
    private final ReadingThread thread = new ReadingThread("bridge-dead-letters", this::run);

    private DeadLetterReader(Map<String, String> kafka, String topic, DeadLetters letters) {
        this.kafka = config(kafka);
        this.topic = topic;
        this.letters = letters;
    }

    public static DeadLetterReader start(Map<String, String> kafka, String topic, DeadLetters letters) {
        DeadLetterReader reader = new DeadLetterReader(kafka, topic, letters);
        reader.thread.start();
        return reader;
    }

    private static Map<String, Object> config(Map<String, String> kafka) {
        Map<String, Object> config = ReaderConfig.consumer(kafka);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "tracker-bridge-dead-letters");
        // Retention moves the beginning; what is gone was counted before or counts no more.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1048576");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "262144");
        return config;
    }

    private void run() {
        while (!thread.isStopped()) {
            try (Consumer<byte[], byte[]> made =
                    new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                thread.reads(made);
                follow(made);
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("Dead letters cannot be read now", e);
            }
            thread.pause(PAUSE);
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
        while (!thread.isStopped()) {
            made.poll(POLL).forEach(letters::add);
            letters.complete(partitions.stream()
                    .allMatch(partition -> made.currentLag(partition).orElse(1) == 0));
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
