package dev.tracker.bench.growth;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.Child;
import dev.tracker.cli.kafka.TopicReader;
import java.util.List;
import java.util.Map;

/** Reads a topic once and does nothing with it, in a JVM as fresh as that of an aggregator that restores. */
final class PlainReadMain {

    /** What was read: bytes are of keys and values, before compression. */
    record Read(double seconds, long records, long bytes) {}

    /** The arguments are Kafka's address and the topic. */
    public static void main(String[] arguments) throws Exception {
        Child.endWithParent();
        TopicReader reader = new TopicReader(Map.of("bootstrap.servers", arguments[0]));
        long[] read = new long[2];
        // A restoring aggregator has loaded its consumer's classes before the first record, too.
        List<Integer> partitions = reader.partitions(arguments[1]);
        long started = System.nanoTime();
        reader.read(arguments[1], partitions, record -> {
            read[0]++;
            read[1] += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        });
        double seconds = (System.nanoTime() - started) / 1e9;
        Child.answer(new ObjectMapper().writeValueAsString(new Read(seconds, read[0], read[1])));
        System.exit(0);
    }

    private PlainReadMain() {}
}
