package dev.tracker.bench.sustained;

import dev.tracker.bench.run.Child;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.sink.EventSink;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.SinkState;
import dev.tracker.streams.sink.SnapshotSink;
import dev.tracker.streams.topology.FoldMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;

/** Aggregator and both sinks in one JVM; answers once all are ready. */
final class WholePathMain {

    private static final long BETWEEN_LOOKS_MS = 20;

    /** Arguments: bootstrap, URL of the database, folder for state, commit interval in ms. */
    public static void main(String[] arguments) throws Exception {
        SinkSettings sinks = SinkSettings.of(arguments[0], arguments[1]);
        AggregatorSettings settings = AggregatorSettings.of(arguments[0], Path.of(arguments[2]))
                .withCommitInterval(Duration.ofMillis(Long.parseLong(arguments[3])));
        try (Aggregator aggregator = new Aggregator(settings, FoldMeters.NONE);
                SinkRunner events = EventSink.create(sinks, new SimpleMeterRegistry());
                SinkRunner snapshots = SnapshotSink.create(sinks, new SimpleMeterRegistry())) {
            aggregator.start();
            events.start();
            snapshots.start();
            while (!aggregator.isReady()
                    || events.health().state() != SinkState.RUNNING
                    || snapshots.health().state() != SinkState.RUNNING) {
                Thread.sleep(BETWEEN_LOOKS_MS);
            }
            Child.answer("ready");
            Child.awaitParent();
        }
        System.exit(0);
    }

    private WholePathMain() {}
}
