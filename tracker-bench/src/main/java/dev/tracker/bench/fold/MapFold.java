package dev.tracker.bench.fold;

import dev.tracker.bench.run.BenchException;
import dev.tracker.core.Fold;
import dev.tracker.core.FoldResult;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.streams.Guarantee;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One thread of {@link ConsumerSubject}. */
final class MapFold implements AutoCloseable {

    private final FoldRun run;
    private final Map<TopicPartition, Long> ends;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, TaskProgress> tasks = new HashMap<>();
    private final Set<String> dirty = new HashSet<>();
    private final SnapshotWriter snapshots = new SnapshotWriter();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private volatile @Nullable Exception failure;

    MapFold(FoldRun run, int thread, Map<TopicPartition, Long> ends) {
        this.run = run;
        this.ends = ends;
        consumer = new KafkaConsumer<>(
                ClientSettings.consumer(run), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                ClientSettings.producer(run, thread), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void run() {
        if (isTransactional()) {
            producer.initTransactions();
        }
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        long left = ends.values().stream().mapToLong(Long::longValue).sum();
        long committed = System.nanoTime();
        while (left > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                left--;
                fold(record);
            }
            if (left == 0
                    || System.nanoTime() - committed >= run.commitInterval().toNanos()) {
                commit();
                committed = System.nanoTime();
            }
        }
    }

    private void fold(ConsumerRecord<byte[], byte[]> record) {
        offsets.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        if (EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid) {
            ExecutionEvent event = valid.event();
            String taskId = event.envelope().taskId();
            FoldResult result = Fold.fold(
                    tasks.get(taskId),
                    event,
                    new SourcePosition(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
            tasks.put(taskId, result.progress());
            dirty.add(taskId);
        }
    }

    private void commit() {
        if (offsets.isEmpty()) {
            return;
        }
        if (isTransactional()) {
            producer.beginTransaction();
        }
        for (String taskId : dirty) {
            TaskProgress task = tasks.get(taskId);
            if (task != null) {
                // A failed send fails the commit of its transaction, and without one the next commit.
                Future<RecordMetadata> unused = producer.send(
                        new ProducerRecord<>(
                                run.outputTopic(), taskId.getBytes(StandardCharsets.UTF_8), snapshots.toJson(task)),
                        this::sent);
            }
        }
        if (isTransactional()) {
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            producer.commitTransaction();
        } else {
            flushAndCommit();
        }
        dirty.clear();
        offsets.clear();
    }

    private void flushAndCommit() {
        producer.flush();
        Exception failed = failure;
        if (failed != null) {
            throw new BenchException("a snapshot could not be written", failed);
        }
        consumer.commitSync(offsets);
    }

    private void sent(@Nullable RecordMetadata metadata, @Nullable Exception problem) {
        if (problem != null) {
            failure = problem;
        }
    }

    private boolean isTransactional() {
        return run.guarantee() == Guarantee.EXACTLY_ONCE;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
