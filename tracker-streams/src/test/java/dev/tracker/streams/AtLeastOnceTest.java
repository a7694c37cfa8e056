package dev.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.topology.FoldMeters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash can leave behind without transactions, made by hand: a kill hits the moments between two writes too seldom to rely on. */
class AtLeastOnceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GROUP = AggregatorSettings.DEFAULT_APPLICATION_ID;
    private static final List<String> TASKS = List.of("a", "b", "c", "d");
    private static final int EVENTS_BEFORE = 20;

    @TempDir
    Path folder;

    private TestCluster cluster;
    private Admin admin;

    @BeforeEach
    void startBroker() {
        cluster = new TestCluster(folder.resolve("kafka"), 3);
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()));
    }

    @AfterEach
    void stopBroker() {
        admin.close();
        cluster.close();
    }

    /**
     * States had reached the disk or the changelog, their snapshots and the offsets had not. The events are read again and the states have them already; the
     * snapshots must come all the same, though no task ever gets another event.
     */
    @ParameterizedTest
    @ValueSource(strings = {"the same folder", "a new folder"})
    void shouldPublishWhatItOwesWhenItsStateIsAheadOfItsSnapshots(String second) throws Exception {
        // Given
        Map<TopicPartition, OffsetAndMetadata> offsets;
        Map<String, ConsumerRecord<byte[], byte[]>> snapshots;
        try (Aggregator aggregator = started("the same folder")) {
            send(0, EVENTS_BEFORE);
            awaitFold();
            awaitOffsets((long) TASKS.size() * EVENTS_BEFORE);
            offsets = offsets();
            snapshots = latestSnapshots();
            send(EVENTS_BEFORE, TestEvents.life("a", 20).size());
            awaitFold();
        }
        setBack(offsets, snapshots);
        assertThat(cluster.snapshots()).isNotEqualTo(truth());

        // When
        try (Aggregator aggregator = started(second)) {
            // Then
            awaitFold();
            assertThat(aggregator.replacedThreads()).isZero();
        }
    }

    private Aggregator started(String stateFolder) {
        AggregatorSettings settings = AggregatorSettings.of(cluster.bootstrap(), folder.resolve(stateFolder))
                .withGuarantee(Guarantee.AT_LEAST_ONCE);
        Aggregator aggregator = new Aggregator(settings, FoldMeters.NONE);
        aggregator.start();
        await().atMost(PATIENCE).until(aggregator::isReady);
        return aggregator;
    }

    private void send(int from, int to) {
        for (String task : TASKS) {
            List<ExecutionEvent> life = TestEvents.life(task, 20);
            life.subList(from, to).forEach(cluster::send);
        }
        cluster.flush();
    }

    /** The group's offsets and the last snapshot of each task are those of an earlier commit; what else was written stays. */
    private void setBack(
            Map<TopicPartition, OffsetAndMetadata> offsets, Map<String, ConsumerRecord<byte[], byte[]>> snapshots)
            throws Exception {
        admin.removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
        admin.alterConsumerGroupOffsets(GROUP, offsets).all().get();
        snapshots
                .values()
                .forEach(record -> cluster.send(new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        record.headers())));
        cluster.flush();
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets() throws Exception {
        return new HashMap<>(admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get());
    }

    private void awaitOffsets(long done) {
        await().atMost(PATIENCE)
                .until(() -> offsets().values().stream()
                                .mapToLong(OffsetAndMetadata::offset)
                                .sum()
                        == done);
    }

    private Map<String, ConsumerRecord<byte[], byte[]>> latestSnapshots() {
        return cluster.read(Topics.SNAPSHOTS).stream()
                .collect(Collectors.toMap(
                        record -> new String(record.key(), StandardCharsets.UTF_8),
                        record -> record,
                        (older, newer) -> newer));
    }

    private Map<String, TaskProgress> truth() {
        return LogFold.of(cluster.read(Topics.EVENTS));
    }

    private void awaitFold() {
        Map<String, TaskProgress> truth = truth();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.snapshots()).isEqualTo(truth));
    }
}
