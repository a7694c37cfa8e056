package dev.tracker.cli.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to where it ends now, committed records only. */
public final class TopicReader {

    /** The range of offsets that was read of one partition: first inclusive, end exclusive. */
    public record Range(long first, long end) {}

    private static final Duration POLL = Duration.ofMillis(200);

    /** Longer than a transaction may stay open: until then its records can't be read. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> properties;

    /** @param clientProperties where Kafka is and how to get in */
    public TopicReader(Map<String, Object> clientProperties) {
        properties = new HashMap<>(clientProperties);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("max.poll.records", 5000);
        // At the end the broker would wait that long for more, which is not wanted.
        properties.put("fetch.max.wait.ms", 20);
        properties.put("fetch.max.bytes", 64 * 1024 * 1024);
    }

    /**
     * Hands every record to the consumer, the partitions mixed, each in order.
     *
     * @return what was read, by partition
     * @throws TimeoutException if Kafka falls silent before the end is reached
     * @throws UnknownTopicOrPartitionException if there is no such topic
     */
    public Map<Integer, Range> read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        return read(topic, partitions(topic), each);
    }

    /**
     * The same of some of its partitions.
     *
     * @throws TimeoutException if Kafka falls silent before the end is reached
     */
    public Map<Integer, Range> read(
            String topic, Collection<Integer> numbers, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = numbers.stream()
                    .map(number -> new TopicPartition(topic, number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> firsts = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long heard = System.nanoTime();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < offset(ends, partition))) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new TimeoutException("nothing came of the topic " + topic + " for " + PATIENCE.toSeconds()
                            + " s, and its end was not reached");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() < offset(ends, new TopicPartition(topic, record.partition()))) {
                        each.accept(record);
                    }
                }
            }
            Map<Integer, Range> ranges = new HashMap<>();
            partitions.forEach(partition ->
                    ranges.put(partition.partition(), new Range(offset(firsts, partition), offset(ends, partition))));
            return ranges;
        }
    }

    /**
     * The numbers of its partitions.
     *
     * @throws UnknownTopicOrPartitionException if there is no such topic
     */
    public List<Integer> partitions(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            if (infos == null || infos.isEmpty()) {
                throw new UnknownTopicOrPartitionException("there is no topic " + topic);
            }
            return infos.stream().map(PartitionInfo::partition).sorted().toList();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
