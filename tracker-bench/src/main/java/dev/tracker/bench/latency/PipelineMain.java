package dev.tracker.bench.latency;

import dev.tracker.bench.run.Child;
import dev.tracker.bench.run.Wait;
import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.Guarantee;
import dev.tracker.streams.sink.EventSink;
import dev.tracker.streams.sink.SinkRunner;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.SinkState;
import dev.tracker.streams.sink.SnapshotSink;
import dev.tracker.streams.topology.FoldMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;

/** Aggregator, sinks and bridge in one JVM, as the {@code dev} command runs them; answers with the bridge's address and token once all are ready. */
final class PipelineMain {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Arguments: bootstrap, URL of the database, folder for state, commit interval in ms, guarantee. */
    public static void main(String[] arguments) throws Exception {
        SinkSettings sinks = SinkSettings.of(arguments[0], arguments[1]);
        AggregatorSettings settings = AggregatorSettings.of(arguments[0], Path.of(arguments[2]))
                .withCommitInterval(Duration.ofMillis(Long.parseLong(arguments[3])))
                .withGuarantee(Guarantee.valueOf(arguments[4]));
        try (Aggregator aggregator = new Aggregator(settings, FoldMeters.NONE);
                SinkRunner events = EventSink.create(sinks, new SimpleMeterRegistry());
                SinkRunner snapshots = SnapshotSink.create(sinks, new SimpleMeterRegistry());
                BridgeServer bridge =
                        BridgeServer.start(BridgeSettings.of(arguments[0]).withPort(0))) {
            aggregator.start();
            events.start();
            snapshots.start();
            Wait.until(
                    "the pipeline is ready",
                    BETWEEN_LOOKS,
                    PATIENCE,
                    () -> aggregator.isReady()
                            && events.health().state() == SinkState.RUNNING
                            && snapshots.health().state() == SinkState.RUNNING
                            && bridge.view().health().ready());
            Child.answer(bridge.url() + " " + bridge.settings().tokens().get(0).secret());
            Child.awaitParent();
        }
        System.exit(0);
    }

    private PipelineMain() {}
}
