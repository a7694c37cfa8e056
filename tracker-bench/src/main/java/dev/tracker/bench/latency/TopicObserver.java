package dev.tracker.bench.latency;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotReader;
import dev.tracker.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic as anyone would. */
final class TopicObserver implements Observer {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Sightings sightings;
    private final Thread thread;
    private volatile boolean closed;

    private TopicObserver(
            String bootstrap,
            String topic,
            String isolation,
            ToIntFunction<ConsumerRecord<byte[], byte[]>> iteration,
            Probes probes) {
        sightings = new Sightings(probes);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = new Thread(() -> read(consumer, iteration), "observe-" + topic);
        thread.start();
    }

    /** The floor: the event itself, as soon as any consumer can have it. */
    static TopicObserver ofEvents(String bootstrap, Probes probes) {
        return new TopicObserver(bootstrap, Topics.EVENTS, "read_uncommitted", TopicObserver::ofEvent, probes);
    }

    /** The committed snapshot. */
    static TopicObserver ofSnapshots(String bootstrap, Probes probes) {
        return new TopicObserver(
                bootstrap,
                Topics.SNAPSHOTS,
                "read_committed",
                record -> SnapshotReader.read(record.value()).iteration(),
                probes);
    }

    private static int ofEvent(ConsumerRecord<byte[], byte[]> record) {
        return EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid
                        && valid.event() instanceof ExecutionEvent.Iteration iteration
                ? iteration.iteration()
                : 0;
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, ToIntFunction<ConsumerRecord<byte[], byte[]>> iteration) {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    int probe = Probes.ofKey(record.key());
                    if (probe >= 0) {
                        sightings.saw(probe, iteration.applyAsInt(record));
                    }
                }
            }
        }
    }

    @Override
    public Sightings sightings() {
        return sightings;
    }

    @Override
    public void close() {
        closed = true;
        Threads.join(thread);
    }
}
