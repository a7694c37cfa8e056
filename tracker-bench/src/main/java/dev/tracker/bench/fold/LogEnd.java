package dev.tracker.bench.fold;

import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import dev.tracker.schemas.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the events topic ends, and whether a group has committed all of it. */
public final class LogEnd {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Admin admin;
    private final Map<TopicPartition, Long> ends;

    private LogEnd(Admin admin, Map<TopicPartition, Long> ends) {
        this.admin = admin;
        this.ends = ends;
    }

    /** Looks once: nothing is written to the topic while subjects run. */
    public static LogEnd of(Admin admin) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            admin.describeTopics(List.of(Topics.EVENTS)).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .forEach(partition ->
                            wanted.put(new TopicPartition(Topics.EVENTS, partition.partition()), OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return new LogEnd(admin, ends);
        } catch (ExecutionException e) {
            throw new BenchException("the end of the events topic is not to be had", e);
        }
    }

    /** One that is known: behind the last record of each partition. */
    public static LogEnd at(Admin admin, Map<TopicPartition, Long> ends) {
        return new LogEnd(admin, Map.copyOf(ends));
    }

    Map<TopicPartition, Long> offsets() {
        return ends;
    }

    /**
     * Returns when the group has committed everything.
     *
     * @param works asked meanwhile
     * @throws BenchException if it no longer works, or takes too long
     */
    public void awaitCommitted(String group, BooleanSupplier works) throws InterruptedException {
        Wait.until(group + " commits the end of the log", BETWEEN_LOOKS, PATIENCE, () -> {
            if (!works.getAsBoolean()) {
                throw new BenchException(group + " has failed");
            }
            return isCommitted(group);
        });
    }

    private boolean isCommitted(String group) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            return false; // There is no such group yet.
        }
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
        });
    }
}
