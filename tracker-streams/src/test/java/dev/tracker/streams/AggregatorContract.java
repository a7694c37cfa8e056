package dev.tracker.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.topology.FoldMeters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the aggregator promises, on whichever broker {@link #newCluster} gives. */
abstract class AggregatorContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private TestCluster cluster;

    @BeforeEach
    void startBroker() {
        cluster = newCluster(folder.resolve("kafka"));
    }

    /** A broker of its own for one test, with Tracker's topics in few partitions. */
    abstract TestCluster newCluster(Path brokerFolder);

    @AfterEach
    void stopBroker() {
        cluster.close();
    }

    @Test
    void shouldPublishTheFoldOfTheLog() {
        try (Aggregator aggregator = started("state", 20_000)) {
            List<String> tasks = List.of("a", "b/with slash", "ü-c", "d");
            tasks.forEach(task -> TestEvents.life(task, 50).forEach(cluster::send));
            cluster.flush();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cluster.snapshots())
                            .containsOnlyKeys(tasks)
                            .isEqualTo(LogFold.of(cluster.read(Topics.EVENTS))));

            TaskProgress task = cluster.snapshots().get("b/with slash");
            assertThat(task.status()).isEqualTo(TaskStatus.COMPLETE);
            assertThat(task.iteration()).isEqualTo(50);
            assertThat(task.cost().usd()).hasToString("0.005");
            assertThat(aggregator.replacedThreads()).isZero();
        }
    }

    @Test
    void shouldWriteFewerSnapshotsThanEventsAndNeverAnOlderOne() {
        try (Aggregator aggregator = started("state", 20_000)) {
            for (int i = 0; i < 20; i++) {
                TestEvents.life("task-" + i, 200).forEach(cluster::send);
            }
            cluster.flush();
            awaitFold();

            List<ConsumerRecord<byte[], byte[]>> snapshots = cluster.read(Topics.SNAPSHOTS);
            assertThat(snapshots).hasSizeLessThan(20 * 602 / 4);
            assertVersionsAscend(snapshots);
        }
    }

    @Test
    void shouldKeepTheFoldRightWhenMoreTasksAreActiveThanStatesAreKeptLive() {
        try (Aggregator aggregator = started("state", 100)) {
            List<List<ExecutionEvent>> lives = new java.util.ArrayList<>();
            for (int i = 0; i < 500; i++) {
                lives.add(TestEvents.life("task-" + i, 3));
            }
            for (int step = 0; step < lives.get(0).size(); step++) {
                for (List<ExecutionEvent> life : lives) {
                    cluster.send(life.get(step));
                }
            }
            cluster.flush();

            awaitFold();
            assertVersionsAscend(cluster.read(Topics.SNAPSHOTS));
        }
    }

    @Test
    void shouldGoOnWhereItStoppedAndRestoreItsStateWhenTheFolderIsLost() {
        List<ExecutionEvent> life = TestEvents.life("task", 40);
        try (Aggregator first = started("state-1", 20_000)) {
            life.subList(0, 60).forEach(cluster::send);
            cluster.flush();
            awaitFold();
        }
        try (Aggregator second = started("state-2", 20_000)) {
            life.subList(60, life.size()).forEach(cluster::send);
            cluster.flush();
            awaitFold();
        }
        assertThat(cluster.snapshots().get("task").counters().applied()).isEqualTo(life.size());
    }

    /** Without the topic being read again: what was live when it stopped, and what had been let go before, is in the folder. */
    @Test
    void shouldGoOnFromItsFolderWhenItWasStopped() {
        List<List<ExecutionEvent>> lives = IntStream.range(0, 500)
                .mapToObj(task -> TestEvents.life("task-" + task, 3))
                .toList();
        try (Aggregator first = started("state", 100)) {
            lives.forEach(life -> life.subList(0, 4).forEach(cluster::send));
            cluster.flush();
            awaitFold();
        }
        RestoredRecords restored = new RestoredRecords();
        try (Aggregator second = started(settings("state", 100), restored)) {
            lives.forEach(life -> life.subList(4, life.size()).forEach(cluster::send));
            cluster.flush();
            awaitFold();
        }
        assertThat(restored.count()).isZero();
    }

    /** Streams' own interval would be a minute. */
    @Test
    void shouldCommitAtItsIntervalWhileItKeepsUp() {
        Duration catchUp = Duration.ofSeconds(60);
        AggregatorSettings settings = settings("state", 20_000).withCatchUpInterval(catchUp);
        try (Aggregator aggregator = started(settings, new RestoredRecords())) {
            for (int i = 0; i < 3; i++) {
                TestEvents.life("task-" + i, 1).forEach(cluster::send);
                cluster.flush();
                Map<String, TaskProgress> truth = LogFold.of(cluster.read(Topics.EVENTS));
                await().atMost(catchUp.dividedBy(2))
                        .untilAsserted(() -> assertThat(cluster.snapshots()).isEqualTo(truth));
            }
        }
    }

    /** By their age they would be put off for a minute. */
    @Test
    void shouldNotPutOffTheLastOfABacklog() throws Exception {
        Duration catchUp = Duration.ofSeconds(60);
        cluster.takeSendersTime(Topics.EVENTS);
        long anHourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        for (ExecutionEvent event : TestEvents.life("old", 3)) {
            cluster.send(new ProducerRecord<>(
                    Topics.EVENTS,
                    null,
                    anHourAgo,
                    event.envelope().taskId().getBytes(UTF_8),
                    EventEncoder.encode(event)));
        }
        cluster.flush();
        Map<String, TaskProgress> truth = LogFold.of(cluster.read(Topics.EVENTS));
        AggregatorSettings settings = settings("state", 20_000).withCatchUpInterval(catchUp);
        try (Aggregator aggregator = started(settings, new RestoredRecords())) {
            await().atMost(catchUp.dividedBy(2))
                    .untilAsserted(() -> assertThat(cluster.snapshots()).isEqualTo(truth));
        }
    }

    @Test
    void shouldMakeDeadLettersOfWhatIsNoEventAndGoOn() {
        byte[] good = EventEncoder.encode(TestEvents.life("good", 0).get(0));
        try (Aggregator aggregator = started("state", 20_000)) {
            cluster.send("good".getBytes(UTF_8), "{not json".getBytes(UTF_8));
            cluster.send("good".getBytes(UTF_8), "{\"taskId\":7}".getBytes(UTF_8));
            cluster.send(new byte[0], good);
            cluster.send(new ProducerRecord<>(Topics.EVENTS, 0, null, good));
            cluster.send("other".getBytes(UTF_8), good);
            cluster.send(
                    "good".getBytes(UTF_8),
                    new String(good, UTF_8).replace("Work", "W\\u0000rk").getBytes(UTF_8));
            cluster.send("good".getBytes(UTF_8), new byte[2 * 1024 * 1024]);
            cluster.send(new ProducerRecord<>(
                    Topics.EVENTS,
                    null,
                    "good".getBytes(UTF_8),
                    new String(good, UTF_8).replace("\"start\"", "\"begin\"").getBytes(UTF_8),
                    List.of(new RecordHeader("origin", "test".getBytes(UTF_8)))));
            TestEvents.life("good", 1).forEach(cluster::send);
            cluster.flush();
            awaitFold();
            // Those of another partition may come with another commit.
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(cluster.read(Topics.DEAD_LETTERS)).hasSizeGreaterThanOrEqualTo(8));

            List<ConsumerRecord<byte[], byte[]>> letters = cluster.read(Topics.DEAD_LETTERS);
            assertThat(letters.stream().collect(Collectors.groupingBy(AggregatorContract::code, Collectors.counting())))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "MALFORMED_JSON", 1L,
                            "WRONG_TYPE", 1L,
                            "EMPTY_KEY", 2L,
                            "KEY_MISMATCH", 1L,
                            "ILLEGAL_TEXT", 1L,
                            "TOO_LARGE", 1L,
                            "UNKNOWN_TYPE", 1L));
            Map<String, ConsumerRecord<byte[], byte[]>> originals = cluster.read(Topics.EVENTS).stream()
                    .collect(Collectors.toMap(
                            record -> record.partition() + "/" + record.offset(), Function.identity()));
            assertThat(letters).allSatisfy(letter -> {
                ConsumerRecord<byte[], byte[]> original = originals.get(
                        header(letter, DeadLetterHeaders.PARTITION) + "/" + header(letter, DeadLetterHeaders.OFFSET));
                assertThat(letter.key()).isEqualTo(original.key());
                assertThat(letter.value()).isEqualTo(original.value());
                assertThat(header(letter, DeadLetterHeaders.REASON)).isNotBlank();
            });
            assertThat(letters.stream().filter(letter -> code(letter).equals("UNKNOWN_TYPE")))
                    .singleElement()
                    .satisfies(letter -> assertThat(header(letter, "origin")).isEqualTo("test"));
            assertThat(cluster.snapshots().get("good").counters().applied()).isEqualTo(5);
        }
    }

    private Aggregator started(String stateFolder, int maxLive) {
        return started(settings(stateFolder, maxLive), new RestoredRecords());
    }

    private AggregatorSettings settings(String stateFolder, int maxLive) {
        AggregatorSettings usual = AggregatorSettings.of(cluster.bootstrap(), folder.resolve(stateFolder));
        return new AggregatorSettings(
                usual.bootstrap(),
                usual.applicationId(),
                "test",
                usual.stateDir(),
                2,
                usual.commitInterval(),
                usual.catchUpInterval(),
                usual.guarantee(),
                0,
                maxLive,
                Map.of());
    }

    private static Aggregator started(AggregatorSettings settings, RestoredRecords restored) {
        Aggregator aggregator = new Aggregator(settings, FoldMeters.NONE);
        aggregator.streams().setGlobalStateRestoreListener(restored);
        aggregator.start();
        await().atMost(PATIENCE).until(aggregator::isReady);
        return aggregator;
    }

    /** Counts what was read of the changelog. */
    private static final class RestoredRecords implements StateRestoreListener {
        private final AtomicLong count = new AtomicLong();

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long offset, long records) {
            count.addAndGet(records);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}

        long count() {
            return count.get();
        }
    }

    private void awaitFold() {
        Map<String, TaskProgress> truth = LogFold.of(cluster.read(Topics.EVENTS));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.snapshots()).isEqualTo(truth));
    }

    private static void assertVersionsAscend(List<ConsumerRecord<byte[], byte[]>> snapshots) {
        Set<String> seen = new HashSet<>();
        Map<String, Long> versions = new java.util.HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : snapshots) {
            TaskProgress progress = dev.tracker.schemas.json.SnapshotReader.read(record.value());
            Long before = versions.put(progress.taskId(), progress.version());
            assertThat(before == null || before < progress.version())
                    .as("version of %s", progress.taskId())
                    .isTrue();
            seen.add(progress.taskId());
        }
        assertThat(seen).isNotEmpty();
    }

    private static String code(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, DeadLetterHeaders.CODE);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
