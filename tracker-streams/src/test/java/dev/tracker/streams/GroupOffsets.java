package dev.tracker.streams;

import dev.tracker.schemas.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How far the aggregator's group has committed the events topic. */
final class GroupOffsets implements AutoCloseable {

    private final Admin admin;

    GroupOffsets(String bootstrap) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** The committed offset of each partition that has one: the first that is not done. */
    Map<Integer, Long> committed() {
        try {
            return admin
                    .listConsumerGroupOffsets(AggregatorSettings.DEFAULT_APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().topic().equals(Topics.EVENTS) && entry.getValue() != null)
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many records are done, over all partitions. */
    long done() {
        return committed().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The part of a log that is done. */
    List<ConsumerRecord<byte[], byte[]>> doneOf(List<ConsumerRecord<byte[], byte[]>> log) {
        Map<Integer, Long> committed = committed();
        return log.stream()
                .filter(record -> record.offset() < committed.getOrDefault(record.partition(), 0L))
                .toList();
    }

    @Override
    public void close() {
        admin.close();
    }
}
