package dev.tracker.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import dev.tracker.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of work, on a real broker: the test driver of Kafka Streams commits after each record and so can't show this. */
class AggregatorKillTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For the broker to finish a transaction whose commit had begun. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final int RECORDS_A_BATCH = 50;

    @TempDir
    Path folder;

    private TestCluster cluster;
    private GroupOffsets group;

    @BeforeEach
    void startBroker() {
        cluster = new TestCluster(folder.resolve("kafka"), 3);
        group = new GroupOffsets(cluster.bootstrap());
    }

    @AfterEach
    void stopBroker() {
        group.close();
        cluster.close();
    }

    @Test
    void shouldEndWithTheFoldOfTheLogWhenKilledAgainAndAgain() {
        Random moments = new Random(20260301);
        EventFeed feed = new EventFeed(cluster, 1);
        for (int i = 0; i < 5; i++) {
            killInTheMiddle(feed, moments, Guarantee.EXACTLY_ONCE);
        }

        try (AggregatorProcess last = startAggregator(Guarantee.EXACTLY_ONCE)) {
            feed.send(RECORDS_A_BATCH);
            List<ConsumerRecord<byte[], byte[]>> log = cluster.read(Topics.EVENTS);
            await().atMost(PATIENCE).until(() -> {
                last.requireAlive();
                return group.done() == log.size();
            });

            assertThat(cluster.snapshots()).isEqualTo(LogFold.of(log));
            assertVersionsAscend();
            assertThat(cluster.read(Topics.DEAD_LETTERS).stream().map(AggregatorKillTest::origin))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(refused(log));
        }
    }

    /**
     * What is committed as done is exactly what the committed snapshots show: had the state been written in another transaction than the offsets, one of
     * them would be ahead after a kill, and no event that the offsets have passed is ever read again.
     */
    @Test
    void shouldCommitSnapshotsInTheSameTransactionAsOffsets() {
        Random moments = new Random(20260302);
        EventFeed feed = new EventFeed(cluster, 2);
        for (int i = 0; i < 3; i++) {
            killInTheMiddle(feed, moments, Guarantee.EXACTLY_ONCE);

            List<ConsumerRecord<byte[], byte[]>> log = cluster.read(Topics.EVENTS);
            await().atMost(SETTLING).untilAsserted(() -> {
                List<ConsumerRecord<byte[], byte[]>> done = group.doneOf(log);
                assertThat(done).isNotEmpty();
                assertThat(cluster.snapshots()).isEqualTo(LogFold.of(done));
            });
        }
    }

    /**
     * Without transactions a snapshot may be older than the one before it, because the changelog had not got as far; but the last one of each task is right,
     * and so is every other for the part of the log that it names. The last life sends nothing of its own: what the killed ones owe must come by itself.
     */
    @Test
    void shouldEndWithTheFoldOfTheLogWhenKilledWithoutTransactions() {
        Random moments = new Random(20260303);
        EventFeed feed = new EventFeed(cluster, 3);
        for (int i = 0; i < 5; i++) {
            killInTheMiddle(feed, moments, Guarantee.AT_LEAST_ONCE);
        }

        try (AggregatorProcess last = startAggregator(Guarantee.AT_LEAST_ONCE)) {
            List<ConsumerRecord<byte[], byte[]>> log = cluster.read(Topics.EVENTS);
            await().atMost(PATIENCE).until(() -> {
                last.requireAlive();
                return group.done() == log.size();
            });

            assertThat(cluster.snapshots()).isEqualTo(LogFold.of(log));
            assertThat(cluster.read(Topics.DEAD_LETTERS).stream().map(AggregatorKillTest::origin))
                    .containsAll(refused(log));
        }
    }

    /** Kills it while events flow in, a random number of batches after it has committed something of its own. */
    private void killInTheMiddle(EventFeed feed, Random moments, Guarantee guarantee) {
        long before = group.done();
        try (AggregatorProcess aggregator = startAggregator(guarantee)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
                aggregator.requireAlive();
                feed.send(RECORDS_A_BATCH);
                return group.done() > before;
            });
            for (int batches = moments.nextInt(60); batches > 0; batches--) {
                feed.send(RECORDS_A_BATCH);
            }
            aggregator.kill();
        }
    }

    private AggregatorProcess startAggregator(Guarantee guarantee) {
        return AggregatorProcess.start(cluster.bootstrap(), folder.resolve("aggregator"), guarantee);
    }

    private void assertVersionsAscend() {
        Map<String, Long> versions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : cluster.read(Topics.SNAPSHOTS)) {
            TaskProgress progress = SnapshotReader.read(record.value());
            assertThat(progress.version())
                    .as("version of %s", progress.taskId())
                    .isGreaterThan(versions.getOrDefault(progress.taskId(), -1L));
            versions.put(progress.taskId(), progress.version());
        }
    }

    private static List<String> refused(List<ConsumerRecord<byte[], byte[]>> log) {
        return log.stream()
                .filter(record -> EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Refused)
                .map(record -> record.partition() + "/" + record.offset())
                .toList();
    }

    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, DeadLetterHeaders.PARTITION) + "/" + header(letter, DeadLetterHeaders.OFFSET);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
