package dev.tracker.bridge.internal.reading;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a topic from its beginning, in small bites: records may be large, and nobody waits for them. */
public final class TopicFollower implements AutoCloseable {

    /** What takes a topic's records in; called by one thread. */
    public interface Followed {

        /** It begins, perhaps once more: what was taken in before comes again. */
        void clear();

        void add(ConsumerRecord<byte[], byte[]> record);

        /** Whether all that there is was taken in. */
        void complete(boolean isComplete);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final String topic;
    private final Followed followed;
    private final ReadingThread thread;

    private TopicFollower(Map<String, String> kafka, String name, String topic, Followed followed) {
        this.kafka = config(kafka, name);
        this.topic = topic;
        this.followed = followed;
        this.thread = new ReadingThread("bridge-" + name, this::run);
    }

    /** @param name of thread and client, for logs */
    public static TopicFollower start(Map<String, String> kafka, String name, String topic, Followed followed) {
        TopicFollower follower = new TopicFollower(kafka, name, topic, followed);
        follower.thread.start();
        return follower;
    }

    private static Map<String, Object> config(Map<String, String> kafka, String name) {
        Map<String, Object> config = ReaderConfig.consumer(kafka);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "tracker-bridge-" + name);
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
                LOG.debug("{} cannot be read now", topic, e);
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
        followed.clear();
        while (!thread.isStopped()) {
            made.poll(POLL).forEach(followed::add);
            followed.complete(partitions.stream()
                    .allMatch(partition -> made.currentLag(partition).orElse(1) == 0));
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
