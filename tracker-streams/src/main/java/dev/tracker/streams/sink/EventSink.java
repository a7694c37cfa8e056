package dev.tracker.streams.sink;

import dev.tracker.streams.sink.internal.Sinks;
import dev.tracker.streams.sink.internal.StateCell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The sink of events: writes every event of the events topic to {@code execution_event} once, by its event id. Records that are no events are passed
 * over and counted; the topology makes dead letters of them.
 */
public final class EventSink {

    /** Its consumer group unless told otherwise. */
    public static final String DEFAULT_GROUP = SinkSettings.DEFAULT_GROUP_PREFIX + Sinks.EVENTS;

    /** A sink, not yet started. */
    public static SinkRunner create(SinkSettings settings, MeterRegistry registry) {
        return create(settings, registry, Clock.systemUTC());
    }

    /** @param clock says which days are near enough to get a partition made ahead */
    static SinkRunner create(SinkSettings settings, MeterRegistry registry, Clock clock) {
        SinkMetrics metrics = new SinkMetrics(registry, Sinks.EVENTS);
        StateCell state = new StateCell(clock);
        return new SinkRunner(
                Sinks.EVENTS,
                () -> Sinks.events(settings, metrics, state, clock),
                state,
                metrics,
                settings.databaseTimeout());
    }

    private EventSink() {}
}
