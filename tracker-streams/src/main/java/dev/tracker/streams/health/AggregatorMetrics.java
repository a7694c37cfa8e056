package dev.tracker.streams.health;

import dev.tracker.streams.Aggregator;
import dev.tracker.streams.Alarms;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;

/** The figures of a running aggregator: those of Kafka Streams and its clients, and its own state. Closing stops the collection, not the aggregator. */
public final class AggregatorMetrics implements AutoCloseable {

    private final KafkaStreamsMetrics streams;

    private AggregatorMetrics(KafkaStreamsMetrics streams) {
        this.streams = streams;
    }

    /** Binds them; {@code tracker_aggregator_ready} is 1 or 0, {@code tracker_stream_threads_replaced_total} counts deaths, {@code tracker_aggregator_alarms_total} alarms. */
    public static AggregatorMetrics bind(Aggregator aggregator, MeterRegistry registry) {
        Gauge.builder("tracker.aggregator.ready", aggregator, a -> a.isReady() ? 1 : 0)
                .description("Whether the aggregator has its partitions and works")
                .register(registry);
        FunctionCounter.builder("tracker.stream.threads.replaced", aggregator, Aggregator::replacedThreads)
                .description("Stream threads that died and were replaced")
                .register(registry);
        FunctionCounter.builder("tracker.aggregator.alarms", aggregator.alarms(), Alarms::raised)
                .description(
                        "Times that the log was found to be not what it was: offsets or records gone, topic deleted or made anew")
                .register(registry);
        FunctionCounter.builder("tracker.aggregator.records.lost", aggregator.alarms(), Alarms::recordsLost)
                .description("Offsets that were gone from the log before they were folded")
                .register(registry);
        KafkaStreamsMetrics streams = new KafkaStreamsMetrics(aggregator.streams());
        streams.bindTo(registry);
        return new AggregatorMetrics(streams);
    }

    @Override
    public void close() {
        streams.close();
    }
}
