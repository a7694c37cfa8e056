package dev.tracker.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.bench.run.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerClusterTest {

    private static final TopicPartition PARTITION = new TopicPartition("words", 0);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void shouldTakeWritesOnWhenTheLeaderIsKilledAndGetItBack() throws Exception {
        try (BrokerCluster cluster = BrokerCluster.start(ClusterPlan.of(3, folder));
                KafkaProducer<String, String> producer = producer(cluster)) {
            cluster.admin()
                    .createTopics(List.of(new NewTopic("words", Optional.of(1), Optional.empty())))
                    .all()
                    .get();

            // Given acknowledged writes
            send(producer, 0, 100);
            BrokerNode killed = leader(cluster, null);
            Wait.until("three replicas in sync", LOOK, PATIENCE, () -> cluster.inSync(PARTITION) == 3);

            // When the leader is killed in the middle of more
            killed.kill();
            send(producer, 100, 200);

            // Then another leads, and the killed one comes back on its ports with its data
            assertThat(leader(cluster, killed)).isNotEqualTo(killed);
            killed.start();
            killed.awaitReady(PATIENCE);
            Wait.until("three replicas in sync", LOOK, PATIENCE, () -> cluster.inSync(PARTITION) == 3);

            // And a suspended leader is replaced, too
            BrokerNode suspended = leader(cluster, null);
            suspended.suspend();
            send(producer, 200, 300);
            suspended.resume();

            // And nothing is missing: until that one learns that it leads no more, it shows an old end
            Wait.until("the end of the log", LOOK, PATIENCE, () -> read(cluster).size() >= 300);
            assertThat(read(cluster)).isEqualTo(words(0, 300));
        }
    }

    private static BrokerNode leader(BrokerCluster cluster, @Nullable BrokerNode butNot) throws InterruptedException {
        BrokerNode[] found = new BrokerNode[1];
        Wait.until("a leader", LOOK, PATIENCE, () -> {
            found[0] = cluster.leader(PARTITION);
            return found[0] != null && found[0] != butNot;
        });
        return found[0];
    }

    private static KafkaProducer<String, String> producer(BrokerCluster cluster) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrap(), "acks", "all", "request.timeout.ms", 3000),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Returns when all are acknowledged; the producer itself tries again until they are. */
    private static void send(KafkaProducer<String, String> producer, int from, int to) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        words(from, to).forEach(word -> sent.add(producer.send(new ProducerRecord<>("words", 0, word, word))));
        for (Future<?> each : sent) {
            each.get();
        }
    }

    private static Set<String> words(int from, int to) {
        return IntStream.range(from, to).mapToObj("word-%05d"::formatted).collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static Set<String> read(BrokerCluster cluster) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                new HashMap<>(cluster.directSettings()), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            Set<String> values = new TreeSet<>();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
