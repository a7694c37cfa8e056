package dev.tracker.cli.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
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
            readTo(consumer, ends, each);
            Map<Integer, Range> ranges = new HashMap<>();
            partitions.forEach(partition ->
                    ranges.put(partition.partition(), new Range(offset(firsts, partition), offset(ends, partition))));
            return ranges;
        }
    }

    /**
     * Hands over the records of a part of one partition, in order.
     *
     * @throws TimeoutException if Kafka falls silent before the end is reached
     */
    public void read(String topic, int number, Range part, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        TopicPartition partition = new TopicPartition(topic, number);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, part.first());
            readTo(consumer, Map.of(partition, part.end()), each);
        }
    }

    private static void readTo(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long heard = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing came of " + ends.keySet() + " for " + PATIENCE.toSeconds()
                        + " s, and the end was not reached");
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < offset(ends, new TopicPartition(record.topic(), record.partition()))) {
                    each.accept(record);
                }
            }
        }
    }

    /** What there is of a partition now: the first offset that is left, and where it ends. */
    public Range range(String topic, int number) {
        TopicPartition partition = new TopicPartition(topic, number);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return new Range(
                    offset(consumer.beginningOffsets(List.of(partition)), partition),
                    offset(consumer.endOffsets(List.of(partition)), partition));
        }
    }

    /** The first offset whose record is not older than that, or the partition's end if all are. */
    public long offsetAt(String topic, int number, Instant time) {
        TopicPartition partition = new TopicPartition(topic, number);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli()))
                    .get(partition);
            return found == null ? offset(consumer.endOffsets(List.of(partition)), partition) : found.offset();
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
