package dev.tracker.streams.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TestCluster;
import dev.tracker.streams.TestEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sinks promise, whatever server they write to. Kafka is real, and shared by the tests, which therefore wipe what they write. */
abstract class SinkContract {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITIONS = 2;

    @TempDir
    static Path folder;

    private static TestCluster cluster;

    private TestDatabase database;

    abstract TestDatabase newDatabase();

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster(folder.resolve("kafka"), PARTITIONS);
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @BeforeEach
    void makeDatabase() {
        database = newDatabase();
    }

    @Test
    void shouldWriteEventsOnceAndPassOverWhatIsNone() {
        try (SinkRunner sink = events()) {
            long before = cluster.read(Topics.EVENTS).size();
            List<ExecutionEvent> life = TestEvents.life("events-" + before, 100);
            life.forEach(cluster::send);
            life.forEach(cluster::send);
            cluster.send(key("events-" + before), "{not json".getBytes(StandardCharsets.UTF_8));
            cluster.flush();

            awaitRead(sink, before + 2L * life.size() + 1);

            assertThat(database.rows(
                            "SELECT count(*) FROM tracker.execution_event WHERE task_id = 'events-" + before + "'"))
                    .containsExactly(Long.toString(life.size()));
            assertThat(sink.metrics().duplicateCount()).isGreaterThanOrEqualTo(life.size());
            assertThat(sink.metrics().refusedCount()).isPositive();
            assertThat(sink.health().state()).isEqualTo(SinkState.RUNNING);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sink.metrics().currentLag()).isZero());
        }
    }

    @Test
    void shouldWriteSnapshotsAndGoOnFromItsOwnOffsetsWhenTheGroupHasLostThem() throws Exception {
        List<TaskProgress> states = TestSnapshots.of(TestEvents.life("resumed", 20), 1_000, 1);
        long before = cluster.read(Topics.SNAPSHOTS).size();
        try (SinkRunner first = snapshots()) {
            states.subList(0, 40).forEach(state -> cluster.send(TestSnapshots.record(state)));
            cluster.flush();
            awaitRead(first, before + 40);
        }

        // As if it had been killed after the database's commit and before Kafka's
        rewindGroup("tracker-sink-snapshots", Topics.SNAPSHOTS);
        try (SinkRunner second = snapshots()) {
            states.subList(40, states.size()).forEach(state -> cluster.send(TestSnapshots.record(state)));
            cluster.flush();
            awaitRead(second, states.size() - 40);

            assertThat(second.metrics().duplicateCount()).isZero();
            assertThat(database.rows("SELECT version, status FROM tracker.task WHERE task_id = 'resumed'"))
                    .containsExactly("1061 complete");
        }
    }

    /** Tools for lag look at the group; nobody else would ever tell them that there is none. */
    @Test
    void shouldTellTheGroupWhatWasWrittenBeforeWhenNothingComesAfterwards() throws Exception {
        long before = cluster.read(Topics.SNAPSHOTS).size();
        List<TaskProgress> states = TestSnapshots.of(TestEvents.life("told", 10), 1_000, 1);
        try (SinkRunner first = snapshots()) {
            states.forEach(state -> cluster.send(TestSnapshots.record(state)));
            cluster.flush();
            awaitRead(first, before + states.size());
        }
        rewindGroup("tracker-sink-snapshots", Topics.SNAPSHOTS);

        try (SinkRunner second = snapshots();
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(admin
                                    .listConsumerGroupOffsets("tracker-sink-snapshots")
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .values()
                                    .stream()
                                    .mapToLong(OffsetAndMetadata::offset)
                                    .sum())
                            .isEqualTo(before + states.size()));
            assertThat(second.metrics().recordCount()).isZero();
        }
    }

    @Test
    void shouldShareOutPartitionsAndWriteEverythingOnceWhenSinksComeAndGo() {
        long before = cluster.read(Topics.EVENTS).size();
        try (SinkRunner first = events()) {
            sendLives("shared-a-" + before, 20);
            try (SinkRunner second = events()) {
                await().atMost(PATIENCE).until(() -> second.health().state() == SinkState.RUNNING);
                sendLives("shared-b-" + before, 20);
            }
            sendLives("shared-c-" + before, 20);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.rows(
                                    "SELECT count(*) FROM tracker.execution_event WHERE task_id LIKE 'shared-_-"
                                            + before + "-%'"))
                            .containsExactly(Integer.toString(3 * 20 * 17)));
            assertThat(first.metrics().fencedCount()).isZero();
        }
    }

    @Test
    void shouldWriteNothingUnderAnOldEpochAndJoinAnewWhenFenced() {
        try (SinkRunner sink = events()) {
            String task = "fenced-" + cluster.read(Topics.EVENTS).size();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.rows("SELECT 1 FROM tracker.sink_offset WHERE epoch = 1"))
                            .hasSize(PARTITIONS));

            // Given someone else who has taken all partitions over
            database.execute("UPDATE tracker.sink_offset SET epoch = 100");
            List<ExecutionEvent> life = TestEvents.life(task, 10);
            life.forEach(cluster::send);
            cluster.flush();

            // Then the sink is refused, takes them back by a higher epoch, and only then writes
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.rows(
                                    "SELECT count(*) FROM tracker.execution_event WHERE task_id = '" + task + "'"))
                            .containsExactly(Integer.toString(life.size())));
            assertThat(sink.metrics().fencedCount()).isPositive();
            assertThat(database.rows("SELECT epoch FROM tracker.sink_offset")).containsOnly("101");
        }
    }

    @Test
    void shouldRaiseAlarmAndGoOnWhenItsPlaceInTheLogIsGone() throws Exception {
        String task = "gone-" + cluster.read(Topics.EVENTS).size();
        try (SinkRunner sink = events()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.rows("SELECT 1 FROM tracker.sink_offset"))
                            .hasSize(PARTITIONS));
        }
        database.execute("UPDATE tracker.sink_offset SET next_offset = 0");
        TestEvents.life(task, 1).forEach(cluster::send);
        cluster.flush();
        deleteEvents();

        try (SinkRunner sink = events()) {
            TestEvents.life(task + "-later", 1).forEach(cluster::send);
            cluster.flush();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    database.rows("SELECT count(*) FROM tracker.execution_event WHERE task_id = '"
                                            + task + "-later'"))
                            .containsExactly("5"));
            assertThat(sink.metrics().offsetsLostCount()).isPositive();
            assertThat(sink.metrics().recordsLostCount()).isPositive();
            assertThat(sink.lastAlarm()).contains("not in the log any more", "retention.ms");
        }
    }

    @Test
    void shouldBeginWithTheLogInPeaceWhenItNeverWroteAnything() throws Exception {
        String task = "first-" + System.nanoTime();
        sendLives(task, 5);
        deleteEvents();
        sendLives(task + "-later", 1);

        try (SinkRunner sink = events()) {
            awaitRead(sink, 17);
            assertThat(sink.metrics().offsetsLostCount()).isZero();
        }
    }

    @Test
    void shouldStopAndSayWhyWhenTheSchemaIsNotWhatItNeeds() {
        database.execute("ALTER TABLE tracker.execution_event RENAME COLUMN seq TO sequence");
        String task = "fatal-" + cluster.read(Topics.EVENTS).size();
        try (SinkRunner sink = events()) {
            TestEvents.life(task, 1).forEach(cluster::send);
            cluster.flush();

            await().atMost(PATIENCE).until(() -> sink.health().state() == SinkState.FAILED);
            assertThat(sink.health().detail()).contains("seq");
            assertThat(database.count("tracker.execution_event")).isZero();
            assertThat(database.rows("SELECT next_offset FROM tracker.sink_offset"))
                    .containsOnly("null");
        }

        // And nothing was skipped: once mended, a new one writes it
        database.execute("ALTER TABLE tracker.execution_event RENAME COLUMN sequence TO seq");
        try (SinkRunner sink = events()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.rows(
                                    "SELECT count(*) FROM tracker.execution_event WHERE task_id = '" + task + "'"))
                            .containsExactly("5"));
        }
    }

    private static void deleteEvents() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                admin.deleteRecords(
                                Map.of(new TopicPartition(Topics.EVENTS, partition), RecordsToDelete.beforeOffset(-1)))
                        .all()
                        .get();
            }
        }
    }

    private static void sendLives(String prefix, int tasks) {
        for (int i = 0; i < tasks; i++) {
            TestEvents.life(prefix + "-" + i, 5).forEach(cluster::send);
        }
        cluster.flush();
    }

    private static void awaitRead(SinkRunner sink, long records) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sink.metrics().recordCount()).isEqualTo(records));
    }

    private static void rewindGroup(String group, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            admin.alterConsumerGroupOffsets(
                            group,
                            Map.of(
                                    new TopicPartition(topic, 0), new OffsetAndMetadata(0),
                                    new TopicPartition(topic, 1), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
    }

    private SinkRunner events() {
        return started(EventSink.create(settings(), new SimpleMeterRegistry()));
    }

    private SinkRunner snapshots() {
        return started(SnapshotSink.create(settings(), new SimpleMeterRegistry()));
    }

    private static SinkRunner started(SinkRunner sink) {
        sink.start();
        return sink;
    }

    private SinkSettings settings() {
        return SinkSettings.of(cluster.bootstrap(), database.url())
                .withLogin(TestDatabase.SINK_LOGIN, TestDatabase.PASSWORD)
                .withBatch(1_000, 1 << 20, Duration.ofMillis(20));
    }

    private static byte[] key(String taskId) {
        return taskId.getBytes(StandardCharsets.UTF_8);
    }
}
