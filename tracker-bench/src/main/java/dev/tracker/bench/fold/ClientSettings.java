package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;
import dev.tracker.streams.AggregatorSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The clients' settings: the aggregator's own for everyone, so that what differs is the work. */
final class ClientSettings {

    private static final int POLL_RECORDS = 5000;

    /** The real settings, with the watch on the consumer of events. */
    static AggregatorSettings aggregator(FoldRun run) {
        AggregatorSettings usual = AggregatorSettings.of(run.bootstrap(), run.folder());
        return new AggregatorSettings(
                usual.bootstrap(),
                run.id(),
                usual.instanceId(),
                usual.stateDir(),
                FoldRun.THREADS,
                run.commitInterval(),
                usual.standbys(),
                usual.maxLive(),
                Map.of(
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                        StopWatch.Interceptor.class.getName()));
    }

    static Properties streams(FoldRun run) {
        return aggregator(run).toStreamsProperties();
    }

    /** Of a plain consumer, as Streams would set it. */
    static Map<String, Object> consumer(FoldRun run) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", run.bootstrap());
        properties.put("group.id", run.id());
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("max.poll.records", POLL_RECORDS);
        properties.put("interceptor.classes", StopWatch.Interceptor.class.getName());
        return properties;
    }

    /** Of a transactional producer, as Streams would set it. */
    static Map<String, Object> producer(FoldRun run, int thread) {
        return Map.of(
                "bootstrap.servers",
                run.bootstrap(),
                "transactional.id",
                run.id() + "-" + thread,
                "transaction.timeout.ms",
                30_000,
                "linger.ms",
                100,
                "compression.type",
                "lz4");
    }

    private ClientSettings() {}
}
