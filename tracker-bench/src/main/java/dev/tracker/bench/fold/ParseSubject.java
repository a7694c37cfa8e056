package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads and decodes every event, and does nothing with it. */
final class ParseSubject implements Subject {

    @Override
    public void work(FoldRun run, StopWatch watch) throws InterruptedException {
        PartitionThreads.run(run, watch, (thread, ends) -> read(run, ends));
    }

    private static void read(FoldRun run, Map<TopicPartition, Long> ends) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                ClientSettings.consumer(run), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long left = ends.values().stream().mapToLong(Long::longValue).sum();
            while (left > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    left--;
                    if (!(EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid)) {
                        throw new IllegalStateException("not an event: " + record);
                    }
                }
            }
        }
    }
}
