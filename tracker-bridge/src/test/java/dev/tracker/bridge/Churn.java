package dev.tracker.bridge;

import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Changes at a steady rate. Each says in its log when it was sent, and a plain consumer of the same topic measures how long it takes to arrive: the floor for
 * everything that stands behind the topic.
 */
final class Churn {

    private static final Pattern SENT = Pattern.compile("sent (\\d{13})");
    private static final int MOST_SAMPLES = 2_000_000;
    private static final long SLICE_NANOS = 10_000_000;

    private final TaskFeed feed;
    private final String bootstrap;
    private final long[] samples = new long[MOST_SAMPLES];
    private int count;
    private volatile boolean running;
    private @Nullable Thread sender;
    private @Nullable Thread consumer;

    Churn(TaskFeed feed, String bootstrap) {
        this.feed = feed;
        this.bootstrap = bootstrap;
    }

    /** @param rate changes a second, over the first so many of the tasks that {@code /many} makes */
    void start(int rate, int tasks) {
        stop();
        running = true;
        count = 0;
        consumer = new Thread(this::consume, "floor");
        sender = new Thread(() -> send(rate, tasks), "churn");
        consumer.start();
        sender.start();
    }

    private void send(int rate, int tasks) {
        Random random = new Random(5);
        long began = System.nanoTime();
        long sent = 0;
        while (running) {
            long due = (System.nanoTime() - began) * rate / 1_000_000_000L;
            synchronized (feed) {
                Instant now = Instant.now();
                feed.by("agent-1", "project-1").at(now);
                for (; sent < due; sent++) {
                    feed.log(String.format("many-%06d", random.nextInt(tasks)), "sent " + System.currentTimeMillis());
                }
            }
            LockSupport.parkNanos(SLICE_NANOS);
        }
    }

    private void consume() {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = reader.partitionsFor(Topics.SNAPSHOTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(all);
            reader.seekToEnd(all);
            while (running) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                    measure(record.value());
                }
            }
        }
    }

    private void measure(byte @Nullable [] snapshot) {
        if (snapshot == null || count == MOST_SAMPLES) {
            return;
        }
        long sent = 0;
        // The newest line of the log stands last.
        for (Matcher matcher = SENT.matcher(new String(snapshot, StandardCharsets.UTF_8)); matcher.find(); ) {
            sent = Math.max(sent, Long.parseLong(matcher.group(1)));
        }
        if (sent > 0) {
            samples[count++] = System.currentTimeMillis() - sent;
        }
    }

    /** Ends it; returns what the plain consumer saw, as JSON: how many changes, and their latency in milliseconds. Empty if it was not running. */
    String stop() {
        Thread oldSender = sender;
        Thread oldConsumer = consumer;
        if (oldSender == null || oldConsumer == null) {
            return "";
        }
        running = false;
        try {
            oldSender.join();
            oldConsumer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender = null;
        consumer = null;
        long[] sorted = LongStream.of(Arrays.copyOf(samples, count)).sorted().toArray();
        return String.format(
                Locale.ROOT, "{\"changes\": %d, \"p50\": %d, \"p99\": %d}", count, at(sorted, 50), at(sorted, 99));
    }

    private static long at(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(int) ((long) (sorted.length - 1) * percent / 100)];
    }
}
