package dev.tracker.streams.sink;

import dev.tracker.streams.sink.internal.Sinks;
import dev.tracker.streams.sink.internal.StateCell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The sink of snapshots: keeps one row a task in {@code task}, never going back in its version, and the history of its changes in
 * {@code task_snapshot}. A tombstone removes the row and leaves the history.
 */
public final class SnapshotSink {

    /** Its consumer group unless told otherwise. */
    public static final String DEFAULT_GROUP = SinkSettings.DEFAULT_GROUP_PREFIX + Sinks.SNAPSHOTS;

    /** A sink, not yet started. */
    public static SinkRunner create(SinkSettings settings, MeterRegistry registry) {
        SinkMetrics metrics = new SinkMetrics(registry, Sinks.SNAPSHOTS);
        Clock clock = Clock.systemUTC();
        StateCell state = new StateCell(clock);
        return new SinkRunner(
                Sinks.SNAPSHOTS,
                () -> Sinks.snapshots(settings, metrics, state, clock),
                state,
                metrics,
                settings.databaseTimeout());
    }

    private SnapshotSink() {}
}
