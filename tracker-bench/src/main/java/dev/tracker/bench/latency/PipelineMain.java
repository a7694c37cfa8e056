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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregator and, for the places asked for, sinks and bridge in one JVM, as the {@code dev} command runs them; answers with the bridge's address and token once all are ready. */
final class PipelineMain {

    /** The answer where there is no bridge. */
    private static final String NO_BRIDGE = "-";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Arguments: bootstrap, URL of the database, folder for state, commit interval in ms, guarantee, and the {@link Place}s to serve. */
    public static void main(String[] arguments) throws Exception {
        SinkSettings sinks = SinkSettings.of(arguments[0], arguments[1]);
        AggregatorSettings settings = AggregatorSettings.of(arguments[0], Path.of(arguments[2]))
                .withCommitInterval(Duration.ofMillis(Long.parseLong(arguments[3])))
                .withGuarantee(Guarantee.valueOf(arguments[4]));
        List<String> places = List.of(arguments).subList(5, arguments.length);
        boolean isStored = places.contains(Place.POSTGRES.name());
        try (Aggregator aggregator = new Aggregator(settings, FoldMeters.NONE);
                @Nullable SinkRunner events = isStored ? EventSink.create(sinks, new SimpleMeterRegistry()) : null;
                @Nullable
                        SinkRunner snapshots = isStored ? SnapshotSink.create(sinks, new SimpleMeterRegistry()) : null;
                @Nullable
                        BridgeServer bridge = places.contains(Place.BRIDGE.name())
                                ? BridgeServer.start(
                                        BridgeSettings.of(arguments[0]).withPort(0))
                                : null) {
            aggregator.start();
            start(events);
            start(snapshots);
            Wait.until(
                    "the pipeline is ready",
                    BETWEEN_LOOKS,
                    PATIENCE,
                    () -> aggregator.isReady()
                            && isRunning(events)
                            && isRunning(snapshots)
                            && (bridge == null || bridge.view().health().ready()));
            Child.answer(
                    bridge == null
                            ? NO_BRIDGE
                            : bridge.url() + " "
                                    + bridge.settings().tokens().get(0).secret());
            Child.awaitParent();
        }
        System.exit(0);
    }

    private static void start(@Nullable SinkRunner sink) {
        if (sink != null) {
            sink.start();
        }
    }

    private static boolean isRunning(@Nullable SinkRunner sink) {
        return sink == null || sink.health().state() == SinkState.RUNNING;
    }

    private PipelineMain() {}
}
