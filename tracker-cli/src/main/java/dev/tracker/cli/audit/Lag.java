package dev.tracker.cli.audit;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.sink.EventSink;
import dev.tracker.streams.sink.SnapshotSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far the aggregator and the sinks are behind, by their committed offsets. */
public final class Lag {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Of these, the aggregator must be looked at before the snapshot sink: what it publishes while we look, the sink has yet to take. */
    private static final List<String> EVENT_GROUPS =
            List.of(AggregatorSettings.DEFAULT_APPLICATION_ID, EventSink.DEFAULT_GROUP);

    private final Admin admin;

    /** Of an installation whose groups are called as usual. */
    public Lag(Admin admin) {
        this.admin = admin;
    }

    /**
     * Waits until nothing lags.
     *
     * @return the lag in records when it was 0 or time was up
     */
    public long awaitNone(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long lag = records();
        while (lag > 0 && System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            lag = records();
        }
        return lag;
    }

    /** The lag in records. */
    public long records() throws InterruptedException {
        try {
            long lag = 0;
            for (String group : EVENT_GROUPS) {
                lag += records(group, Topics.EVENTS);
            }
            return lag + records(SnapshotSink.DEFAULT_GROUP, Topics.SNAPSHOTS);
        } catch (ExecutionException e) {
            throw new KafkaException("could not look up the lag: " + e.getCause(), e);
        }
    }

    private long records(String group, String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends(topic).entrySet()) {
            OffsetAndMetadata at = committed.get(end.getKey());
            lag += Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
        }
        return lag;
    }

    private Map<TopicPartition, Long> ends(String topic) throws InterruptedException, ExecutionException {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        if (description != null) {
            description
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }
}
