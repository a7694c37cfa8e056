package dev.tracker.bench.peers;

import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether readers of committed records see all of a topic. Flink writes a checkpoint's records before it commits the offsets, but commits their transaction at
 * about the same time: when the offsets are there, the snapshots may not be visible yet.
 */
final class VisibleEnd {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Admin admin;
    private final String topic;

    VisibleEnd(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /**
     * Returns when no record waits for its transaction.
     *
     * @param works asked meanwhile
     * @throws BenchException if it no longer works, or takes too long
     */
    void awaitAll(BooleanSupplier works) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(description -> description.partitions().stream())
                .forEach(
                        partition -> latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        Wait.until("no open transaction in " + topic, BETWEEN_LOOKS, PATIENCE, () -> {
            if (!works.getAsBoolean()) {
                throw new BenchException("the job has ended");
            }
            // In this order: what is written in between can only make them differ.
            return ends(latest, IsolationLevel.READ_COMMITTED).equals(ends(latest, IsolationLevel.READ_UNCOMMITTED));
        });
    }

    private Map<TopicPartition, Long> ends(Map<TopicPartition, OffsetSpec> latest, IsolationLevel level)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(level))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
