package dev.tracker.bridge.internal.alerts;

import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of alerts, and by it the choice of who decides. It has one partition, so one instance of the group is given it: that one reads all of it and may then write.
 * Its transactions fence whoever had it before and does not know yet that it lost it. Should only be used by one thread.
 */
final class AlertJournal implements AutoCloseable {

    /** Where this instance stands. */
    enum Standing {
        /** Another one decides, or none yet. */
        STANDS_BY,
        /** It has just read everything, and decides from now on. */
        TOOK_OVER,
        DECIDES
    }

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final int MAX_BLOCK_MS = 10_000;
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ALERTS, 0);

    private final Map<String, String> kafka;
    private final String group;
    private final Consumer<byte[], byte[]> consumer;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private AlertBook book = new AlertBook();
    private boolean isAssigned;
    private boolean isRead;
    private long end;

    AlertJournal(Map<String, String> kafka, String group) {
        this.kafka = kafka;
        this.group = group;
        this.consumer = new KafkaConsumer<>(
                consumerConfig(kafka, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @throws KafkaException if the topic does not exist yet */
    void begin() {
        List<PartitionInfo> partitions = consumer.partitionsFor(Topics.ALERTS);
        if (partitions == null || partitions.isEmpty()) {
            throw new KafkaException("the topic " + Topics.ALERTS + " does not exist yet; `tracker topics` makes it");
        }
        consumer.subscribe(List.of(Topics.ALERTS), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                if (partitions.contains(PARTITION)) {
                    forgetAll();
                    isAssigned = true;
                    consumer.seekToBeginning(List.of(PARTITION));
                }
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                if (partitions.contains(PARTITION)) {
                    forgetAll();
                }
            }
        });
    }

    Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** What was raised so far. Complete, and this instance's to add to, from {@link Standing#TOOK_OVER} on. */
    AlertBook book() {
        return book;
    }

    /** Waits a moment for news. */
    Standing poll(Duration moment) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(moment)) {
            // Later ones are our own.
            if (!isRead) {
                book.apply(record.key(), record.value());
            }
        }
        if (!isAssigned) {
            return Standing.STANDS_BY;
        }
        if (producer == null) {
            producer = new KafkaProducer<>(
                    producerConfig(kafka, group), new ByteArraySerializer(), new ByteArraySerializer());
            // From here on nobody else can add anything; only then is the end the end.
            producer.initTransactions();
            end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
        }
        if (isRead) {
            return Standing.DECIDES;
        }
        if (consumer.position(PARTITION) < end) {
            return Standing.STANDS_BY;
        }
        isRead = true;
        return Standing.TOOK_OVER;
    }

    /**
     * Writes records, all or none; null is a tombstone.
     *
     * @throws KafkaException if it is not known whether they were written, or another one decides: this journal is of no use any more
     */
    void write(Map<String, byte @Nullable []> records) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null || !isRead) {
            throw new KafkaException("another instance decides");
        }
        if (records.isEmpty()) {
            return;
        }
        open.beginTransaction();
        Future<?> last = null;
        for (Map.Entry<String, byte @Nullable []> record : records.entrySet()) {
            last = open.send(new ProducerRecord<>(
                    Topics.ALERTS, 0, record.getKey().getBytes(StandardCharsets.UTF_8), record.getValue()));
        }
        try {
            open.flush();
            if (last != null) {
                last.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("alerts could not be written: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        open.commitTransaction();
    }

    private void forgetAll() {
        isAssigned = false;
        isRead = false;
        book = new AlertBook();
        closeProducer();
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private static Map<String, Object> consumerConfig(Map<String, String> kafka, String group) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "tracker-alerts");
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "3000");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // Who decides goes on when others come and go.
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return config;
    }

    private static Map<String, Object> producerConfig(Map<String, String> kafka, String group) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "tracker-alerts");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        return config;
    }

    @Override
    public void close() {
        closeProducer();
        consumer.close(CloseOptions.timeout(CLOSE_WAIT));
    }
}
