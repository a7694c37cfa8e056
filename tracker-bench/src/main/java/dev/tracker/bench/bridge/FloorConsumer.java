package dev.tracker.bench.bridge;

import dev.tracker.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The limit: anyone who reads the same topic, and does nothing with it. */
final class FloorConsumer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int DIGITS = 3;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::read, "floor");
    private final Histogram delays = new ConcurrentHistogram(DIGITS);
    private volatile boolean closed;

    FloorConsumer(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SNAPSHOTS).stream()
                .map(info -> new TopicPartition(Topics.SNAPSHOTS, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        thread.start();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long newest = -1;
                    byte[] value = record.value();
                    for (int at = Marks.indexOf(value, 0, value.length); at >= 0; ) {
                        newest = Math.max(newest, Marks.find(value, at, value.length));
                        at = Marks.indexOf(value, at + 1, value.length);
                    }
                    if (newest >= 0) {
                        delays.recordValue(Math.max(0, Marks.micros() - newest));
                    }
                }
            }
        }
    }

    /** Forgets what it has seen so far. */
    void begin() {
        delays.reset();
    }

    /** In microseconds. */
    Histogram delays() {
        return delays;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
