package dev.tracker.bench.sink;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.core.Fold;
import dev.tracker.core.FoldResult;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the snapshots topic as an aggregator would that commits after each so many events: each task that changed, once. */
final class SnapshotLog {

    private static final int EVENTS_A_COMMIT = 20_000;

    /**
     * What was written: bytes are of the values, before compression.
     *
     * @param distinctEvents event ids met; recordings of one session in several states tell some events again
     */
    record Filled(long snapshots, long tasks, long distinctEvents, long valueBytes) {
        /** Mean size of a snapshot in bytes. */
        long meanBytes() {
            return snapshots == 0 ? 0 : valueBytes / snapshots;
        }
    }

    private final Map<String, TaskProgress> tasks = new HashMap<>();
    private final Map<String, TaskProgress> dirty = new LinkedHashMap<>();
    private final Set<UUID> ids = new HashSet<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private long events;
    private long written;
    private long bytes;

    private SnapshotLog(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Folds the events topic. */
    static Filled fill(String bootstrap) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "compression.type", "lz4", "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            SnapshotLog log = new SnapshotLog(producer);
            new TopicReader(Map.of("bootstrap.servers", bootstrap)).read(Topics.EVENTS, log::accept);
            log.commit();
            producer.flush();
            return new Filled(log.written, log.tasks.size(), log.ids.size(), log.bytes);
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        if (EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid) {
            String taskId = valid.event().envelope().taskId();
            ids.add(valid.event().envelope().eventId());
            FoldResult result = Fold.fold(
                    tasks.get(taskId),
                    valid.event(),
                    new SourcePosition(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
            tasks.put(taskId, result.progress());
            dirty.put(taskId, result.progress());
        }
        if (++events % EVENTS_A_COMMIT == 0) {
            commit();
        }
    }

    private void commit() {
        dirty.forEach((taskId, task) -> {
            byte[] json = SnapshotWriter.write(task);
            bytes += json.length;
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(Topics.SNAPSHOTS, taskId.getBytes(StandardCharsets.UTF_8), json));
        });
        written += dirty.size();
        dirty.clear();
    }
}
