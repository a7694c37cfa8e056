package dev.tracker.streams.guard;

import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.Alarms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The aggregator's consumer of events. Where the group has no offset, or one that the log does not have, Streams goes to the log's beginning and says so at most at the level
 * of information. Here it is an alarm with a count first and, where going on would be wrong, an error.
 */
final class GuardedConsumer extends KafkaConsumer<byte[], byte[]> {

    private final Alarms alarms;

    GuardedConsumer(Map<String, Object> config, Alarms alarms) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.alarms = alarms;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return super.poll(timeout);
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::outOfRange);
            throw e;
        } catch (NoOffsetForPartitionException e) {
            noOffsets(e.partitions());
            throw e;
        }
    }

    private void outOfRange(TopicPartition partition, long offset) {
        long begin = beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (offset < begin) {
            alarms.raise(
                    begin - offset,
                    "offsets " + offset + " to " + (begin - 1) + " of " + partition + ", " + (begin - offset)
                            + " of them, are gone from the log (by retention or deletion) before they were folded; the aggregator goes on from "
                            + begin
                            + ". Tasks lack those events for good: give the topic a longer retention.ms, and the aggregator more"
                            + " instances, before it falls as far behind again.");
            return;
        }
        long end = endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        String text = partition + " ends at offset " + end + ", before " + offset
                + ", up to which it was folded: it was made anew or lost its newest records. ";
        alarms.raise(offset - end, text + LogReplacedException.WHAT_TO_DO);
        throw new LogReplacedException(text + LogReplacedException.WHAT_TO_DO);
    }

    /** A first start has none either, and no snapshots. */
    private void noOffsets(Set<TopicPartition> partitions) {
        List<PartitionInfo> infos = partitionsFor(Topics.SNAPSHOTS);
        if (infos == null) {
            return;
        }
        List<TopicPartition> snapshots = infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = endOffsets(snapshots);
        Map<TopicPartition, Long> begins = beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
            // A task's snapshots are in the partition of the same number as its events.
            long folded = ends.getOrDefault(new TopicPartition(Topics.SNAPSHOTS, partition.partition()), 0L);
            if (folded > 0) {
                alarms.raise(
                        0,
                        "the aggregator's group has lost its offset of " + partition
                                + " (it expired or was deleted), although there are snapshots of it; the log is read again from "
                                + begins.get(partition)
                                + ". What was folded is passed over; dead letters behind the last event, and all of them at least once, are written a second time."
                                + " Keep the group's offsets for longer (offsets.retention.minutes) than an aggregator may be away.");
            }
        }
    }
}
