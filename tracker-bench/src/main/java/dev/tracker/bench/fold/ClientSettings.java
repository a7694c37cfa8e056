package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.Guarantee;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The clients' settings: the aggregator's own for everyone, so that what differs is the work. */
final class ClientSettings {

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
                usual.catchUpInterval(),
                run.guarantee(),
                usual.standbys(),
                usual.maxLive(),
                Map.of(
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                        StopWatch.Interceptor.class.getName()));
    }

    static Properties streams(FoldRun run) {
        return aggregator(run).withCatchUpInterval(run.commitInterval()).toStreamsProperties();
    }

    /** Of the consumer of events, as Streams sets it for the aggregator, without what only works within Streams. */
    static Map<String, Object> consumer(FoldRun run) {
        Map<String, Object> properties =
                new TreeMap<>(config(run).getMainConsumerConfigs(run.id(), run.id() + "-consumer", 0));
        properties.keySet().removeIf(name -> !ConsumerConfig.configNames().contains(name));
        properties
                .keySet()
                .removeAll(
                        Set.of(ConsumerConfig.CLIENT_ID_CONFIG, ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG));
        return properties;
    }

    /** Of a producer, as Streams sets it for the aggregator; a transactional id is the caller's to add. */
    static Map<String, Object> producer(FoldRun run) {
        Map<String, Object> properties = new TreeMap<>(config(run).getProducerConfigs(run.id() + "-producer"));
        properties.keySet().removeIf(name -> !ProducerConfig.configNames().contains(name));
        properties.remove(ProducerConfig.CLIENT_ID_CONFIG);
        return properties;
    }

    /** Of one thread's producer. */
    static Map<String, Object> producer(FoldRun run, int thread) {
        Map<String, Object> properties = producer(run);
        if (run.guarantee() == Guarantee.EXACTLY_ONCE) {
            properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, run.id() + "-" + thread);
        }
        return properties;
    }

    private static StreamsConfig config(FoldRun run) {
        return new StreamsConfig(streams(run));
    }

    private ClientSettings() {}
}
