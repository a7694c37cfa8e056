package dev.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.guard.LogReplacedException;
import dev.tracker.streams.health.AggregatorChecks;
import dev.tracker.streams.topology.FoldMeters;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log or the state is not what the aggregator left: never in silence, and never folded wrongly. */
class LogGuardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private Admin admin;
    private final AtomicLong rebuilt = new AtomicLong();

    @BeforeEach
    void start() {
        cluster = new TestCluster(folder.resolve("kafka"), 1);
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()));
    }

    @AfterEach
    void stop() {
        admin.close();
        cluster.close();
    }

    @Test
    void shouldRaiseNoAlarmWhenAllIsAsItWasLeft() {
        for (int i = 0; i < 2; i++) {
            try (Aggregator aggregator = started()) {
                sendAndAwait(TestEvents.life("task-" + i, 5));
                assertThat(aggregator.alarms().raised()).isZero();
                assertThat(aggregator.alarms().last()).isNull();
            }
        }
    }

    @Test
    void shouldCountWhatIsGoneWhenTheHeadOfTheLogWasCutBeforeItWasFolded() throws Exception {
        // Given an aggregator that was away while seven events came and went
        try (Aggregator aggregator = started()) {
            sendAndAwait(TestEvents.life("before", 1));
        }
        List<ExecutionEvent> lost = TestEvents.life("lost", 2).subList(0, 7);
        lost.forEach(cluster::send);
        cluster.flush();
        admin.deleteRecords(Map.of(EVENTS, RecordsToDelete.beforeOffset(-1)))
                .all()
                .get();

        // When it comes back
        try (Aggregator aggregator = started()) {
            TestEvents.life("after", 1).forEach(cluster::send);
            cluster.flush();

            // Then it goes on with what there is, and says how much was lost
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cluster.snapshots()).containsOnlyKeys("before", "after"));
            assertThat(aggregator.alarms().raised()).isEqualTo(1);
            assertThat(aggregator.alarms().recordsLost()).isEqualTo(lost.size());
            assertThat(aggregator.alarms().last()).contains("7 of them", "retention.ms");
            assertThat(aggregator.isReady()).isTrue();
        }
    }

    @Test
    void shouldFoldNothingTwiceAndSaySoWhenTheGroupsOffsetsAreGone() throws Exception {
        List<ExecutionEvent> life = TestEvents.life("task", 5);
        try (Aggregator aggregator = started()) {
            cluster.send(bytes("first"), bytes("no event"));
            sendAndAwait(life.subList(0, 8));
            cluster.send(bytes("second"), bytes("no event"));
            sendAndAwait(life.subList(8, 10));
        }
        await().atMost(PATIENCE)
                .ignoreException(ExecutionException.class)
                .until(() -> admin.deleteConsumerGroupOffsets(AggregatorSettings.DEFAULT_APPLICATION_ID, Set.of(EVENTS))
                                .all()
                                .get()
                        == null);

        try (Aggregator aggregator = started()) {
            cluster.send(bytes("third"), bytes("no event"));
            sendAndAwait(life.subList(10, life.size()));
            assertThat(cluster.read(Topics.DEAD_LETTERS))
                    .extracting(letter -> new String(letter.key(), StandardCharsets.UTF_8))
                    .containsExactly("first", "second", "third");
            assertThat(aggregator.alarms().raised()).isEqualTo(1);
            assertThat(aggregator.alarms().last()).contains("offsets.retention.minutes");
            assertThat(cluster.snapshots().get("task").counters().applied()).isEqualTo(life.size());
        }
    }

    /** The new topic is as long as the old one was, so offsets alone would not tell. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndWithAnAlarmWhenTheTopicWasMadeAnew(boolean meanwhile) throws Exception {
        // Given
        List<ExecutionEvent> life = TestEvents.life("task", 5);
        Aggregator first = started();
        try {
            sendAndAwait(life);
            if (!meanwhile) {
                first.close();
            }

            // When
            admin.deleteTopics(List.of(Topics.EVENTS)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(Topics.EVENTS));
            new TopicAdmin(admin).ensure(Topics.all(1));
            TestEvents.life("other", 5).forEach(cluster::send);
            cluster.flush();

            // Then it has ended, or ends, and says what to do
            Aggregator aggregator = meanwhile ? first : create();
            try {
                if (!meanwhile) {
                    aggregator.start();
                }
                await().atMost(PATIENCE).until(() -> aggregator.lastFailure() instanceof LogReplacedException);
                assertThat(aggregator.alarms().raised()).isPositive();
                assertThat(aggregator.alarms().last()).contains("made anew", "delete the topic " + Topics.SNAPSHOTS);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(AggregatorChecks.live(aggregator))
                                .allSatisfy(check ->
                                        assertThat(check.problem().get()).contains("made anew")));
                assertThat(aggregator.isReady()).isFalse();
            } finally {
                aggregator.close();
            }
        } finally {
            first.close();
        }
    }

    /** As {@link LogReplacedException#WHAT_TO_DO} says. */
    @Test
    void shouldFoldTheNewLogWhenTheSnapshotsAreDeletedToo() throws Exception {
        try (Aggregator aggregator = started()) {
            sendAndAwait(TestEvents.life("task", 5));
        }
        List<String> all = List.of(Topics.EVENTS, Topics.SNAPSHOTS);
        admin.deleteTopics(all).all().get();
        await().atMost(PATIENCE)
                .until(() -> admin.listTopics().names().get().stream().noneMatch(all::contains));
        new TopicAdmin(admin).ensure(Topics.all(1));

        try (Aggregator aggregator = started()) {
            sendAndAwait(TestEvents.life("task", 2));
            assertThat(aggregator.alarms().raised()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".sst", "MANIFEST", "CURRENT"})
    void shouldRestoreTheStateWhenItsFilesAreUnreadable(String which) throws Exception {
        // Given a state that was put down in order, and then spoilt
        List<List<ExecutionEvent>> lives = IntStream.range(0, 200)
                .mapToObj(i -> TestEvents.life("task-" + i, 3))
                .toList();
        try (Aggregator aggregator = started()) {
            lives.forEach(life -> life.subList(0, 5).forEach(cluster::send));
            awaitFold();
        }
        assertThat(spoil(which)).as("files spoilt").isPositive();

        // When
        try (Aggregator aggregator = started()) {
            lives.forEach(life -> life.subList(5, life.size()).forEach(cluster::send));
            awaitFold();

            // Then
            assertThat(rebuilt).hasPositiveValue();
            assertThat(aggregator.isReady()).isTrue();
        }
    }

    /** Writes over the middle of each such file. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long spoil(String which) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder.resolve("state"))) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains(which))
                    .toList();
        }
        for (Path file : files) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                long length = bytes.length();
                byte[] garbage = new byte[(int) Math.max(1, length / 2)];
                bytes.seek(length / 4);
                bytes.write(garbage);
            }
        }
        return files.size();
    }

    private void sendAndAwait(List<ExecutionEvent> events) {
        events.forEach(cluster::send);
        awaitFold();
    }

    private void awaitFold() {
        cluster.flush();
        var truth = LogFold.of(cluster.read(Topics.EVENTS));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.snapshots()).containsAllEntriesOf(truth));
    }

    private Aggregator started() {
        Aggregator aggregator = create();
        aggregator.start();
        await().atMost(PATIENCE).until(aggregator::isReady);
        return aggregator;
    }

    private Aggregator create() {
        AggregatorSettings usual = AggregatorSettings.of(cluster.bootstrap(), folder.resolve("state"));
        return new Aggregator(
                new AggregatorSettings(
                        usual.bootstrap(),
                        usual.applicationId(),
                        "test",
                        usual.stateDir(),
                        1,
                        usual.commitInterval(),
                        usual.catchUpInterval(),
                        usual.guarantee(),
                        0,
                        usual.maxLive(),
                        // A member that is gone holds the group's offsets fast for no longer than this.
                        Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "1000")),
                new FoldMeters() {
                    @Override
                    public void stateRebuilt() {
                        rebuilt.incrementAndGet();
                    }
                });
    }
}
