package dev.tracker.bridge.internal.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one consumer does: finds its place in the topic, then takes in records and asks now and then whether Kafka is still there. */
final class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final long CHECK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<String, Object> adminConfig;
    private final Tables tables;
    private final ReaderState state;
    private final Runnable news;
    private final Clock clock;
    private long nextCheck = System.nanoTime();
    private boolean silent;
    private Duration longestAbsence = Duration.ZERO;

    Following(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Map<String, Object> adminConfig,
            Tables tables,
            ReaderState state,
            Runnable news,
            Clock clock) {
        this.consumer = consumer;
        this.topic = topic;
        this.adminConfig = adminConfig;
        this.tables = tables;
        this.state = state;
        this.news = news;
        this.clock = clock;
    }

    void begin() {
        List<TopicPartition> partitions = partitions();
        Reading reading = tables.reading();
        reading.confirmTopic(TopicIdentity.read(adminConfig, topic));
        longestAbsence = Tombstones.longestAbsence(adminConfig, topic);
        Instant now = state.now();
        refuseAfterLongAbsence(reading, now);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        beginnings.forEach(reading.positions()::putIfAbsent);
        reading.confirmEnds(ends);
        reading.positions().forEach(consumer::seek);
        confirm(reading, ends, now);
    }

    /** Takes in what is there, waiting a moment for it. */
    void step() {
        Reading reading = tables.reading();
        boolean isNews = takeIn(reading);
        if (!tables.isLive() && reading.isCaughtUp()) {
            reading.table().judge(state.judgedAt().toEpochMilli());
            tables.swap();
            isNews = true;
        }
        if (isNews) {
            news.run();
        }
        boolean justCaughtUp = !state.isReady() && reading.isCaughtUp();
        if (justCaughtUp || System.nanoTime() - nextCheck >= 0) {
            check(reading);
            tables.shown().judge(state.judgedAt().toEpochMilli());
            news.run();
            nextCheck = System.nanoTime() + CHECK_EVERY_NANOS;
        }
        if (justCaughtUp) {
            LOG.info("Read all of {}: {} tasks", topic, reading.table().size());
            state.ready();
            news.run();
        }
    }

    /** Whether anything came. */
    private boolean takeIn(Reading reading) {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            throw new StartOverException("the position is gone: " + e.getMessage());
        }
        // Decoded before the table is locked: that takes most of the time, and people are looking.
        List<Incoming> decoded = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Incoming incoming = reading.table().decode(record.key(), record.value());
            if (incoming == null) {
                complain(record);
            } else {
                decoded.add(incoming);
            }
            state.read(record.timestamp());
        }
        if (!decoded.isEmpty()) {
            boolean isNews = tables.isLive() && state.isReady();
            reading.table().apply(decoded, state.judgedAt().toEpochMilli(), clock.millis(), isNews);
        }
        for (TopicPartition partition : reading.partitions()) {
            // Beyond the last record: markers of transactions take up offsets too.
            reading.positions().put(partition, consumer.position(partition));
        }
        return tables.isLive() && !decoded.isEmpty();
    }

    private void complain(ConsumerRecord<byte[], byte[]> record) {
        if (state.countUnreadable() == 1) {
            LOG.error(
                    "Not a snapshot: {}-{} at offset {}. It is skipped; further ones are only counted.",
                    record.topic(),
                    record.partition(),
                    record.offset());
        }
    }

    private void check(Reading reading) {
        // Before the question: if this process is stopped from here on, the next check sees for how long.
        Instant now = state.now();
        Map<TopicPartition, Long> ends;
        try {
            ends = consumer.endOffsets(reading.partitions(), ANSWER);
        } catch (TimeoutException e) {
            if (!silent) {
                LOG.warn("Kafka does not answer; what is shown may be old");
            }
            silent = true;
            state.trouble("Kafka does not answer");
            return;
        }
        if (silent) {
            reading.confirmTopic(TopicIdentity.read(adminConfig, topic));
            LOG.info("Kafka answers again");
            silent = false;
        }
        refuseAfterLongAbsence(reading, now);
        reading.confirmEnds(ends);
        confirm(reading, ends, now);
    }

    private void confirm(Reading reading, Map<TopicPartition, Long> ends, Instant now) {
        state.confirmed(CatchUp.lag(ends, reading.positions()), now);
    }

    /** Whether it was Kafka that was away or this process that stood still, makes no difference. */
    private void refuseAfterLongAbsence(Reading reading, Instant now) {
        Instant confirmed = state.confirmedAt();
        if (confirmed != null
                && !reading.positions().isEmpty()
                && Duration.between(confirmed, now).compareTo(longestAbsence) > 0) {
            throw new StartOverException("it was not looked for so long that removals may have been missed");
        }
    }

    private List<TopicPartition> partitions() {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new KafkaException("the topic " + topic + " does not exist yet");
        }
        List<TopicPartition> partitions = new ArrayList<>(infos.size());
        for (PartitionInfo info : infos) {
            partitions.add(new TopicPartition(topic, info.partition()));
        }
        return partitions;
    }
}
