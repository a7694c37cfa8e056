package dev.tracker.bench.secured;

import dev.tracker.bench.run.Wait;
import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.core.client.ProgressTracker;
import dev.tracker.core.client.TrackerSettings;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.access.KafkaRole;
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
import java.util.Map;

/** Aggregator, sinks and bridge on a {@link SecuredStack}, each with the user and the login of its role. */
final class SecuredPipeline implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SecuredStack stack;
    private final Aggregator aggregator;
    private final List<SinkRunner> sinks;
    private final BridgeServer bridge;

    SecuredPipeline(SecuredStack stack, Path state) throws InterruptedException {
        this.stack = stack;
        String bootstrap = stack.cluster().bootstrap();
        AggregatorSettings plain = AggregatorSettings.of(bootstrap, state);
        aggregator = new Aggregator(
                new AggregatorSettings(
                        bootstrap,
                        plain.applicationId(),
                        null,
                        state,
                        1,
                        plain.commitInterval(),
                        plain.catchUpInterval(),
                        plain.guarantee(),
                        0,
                        plain.maxLive(),
                        client(KafkaRole.AGGREGATOR)),
                FoldMeters.NONE);
        SinkSettings settings =
                SinkSettings.of(bootstrap, stack.jdbcUrl("sink")).withKafka(client(KafkaRole.SINK));
        sinks = List.of(
                EventSink.create(settings, new SimpleMeterRegistry()),
                SnapshotSink.create(settings, new SimpleMeterRegistry()));
        bridge = BridgeServer.start(
                BridgeSettings.of(bootstrap).withKafka(client(KafkaRole.BRIDGE)).withPort(0));
        aggregator.start();
        sinks.forEach(SinkRunner::start);
        Wait.until(
                "the secured pipeline works",
                LOOK,
                PATIENCE,
                () -> aggregator.isReady()
                        && sinks.stream().allMatch(sink -> sink.health().state() == SinkState.RUNNING)
                        && bridge.view().health().ready());
    }

    private Map<String, String> client(KafkaRole role) {
        return stack.client(SecuredStack.user(role));
    }

    /** Reports one task from its start to its end as a worker does, and waits until Kafka has it all. */
    void report(String taskId) {
        TrackerSettings.Builder settings =
                TrackerSettings.builder(stack.cluster().bootstrap(), "agent");
        stack.security().clientSettings(SecuredStack.user(KafkaRole.WORKER)).forEach(settings::producerProperty);
        try (ProgressTracker tracker = new ProgressTracker(settings.build())) {
            tracker.startTask(taskId, List.of("compiles"), 3);
            tracker.updateIteration(taskId, 1);
            tracker.verifyCriterion(taskId, 0);
            tracker.completeTask(taskId);
        }
    }

    /** Waits until the bridge shows that many tasks. */
    void awaitShown(int tasks) throws InterruptedException {
        Wait.until(
                tasks + " tasks on the bridge",
                LOOK,
                PATIENCE,
                () -> bridge.view().size() == tasks);
    }

    @Override
    public void close() {
        bridge.close();
        sinks.forEach(SinkRunner::close);
        aggregator.close();
    }
}
