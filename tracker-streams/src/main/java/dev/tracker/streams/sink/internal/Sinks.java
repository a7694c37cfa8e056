package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkMetrics;
import dev.tracker.streams.sink.SinkSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Puts the parts of a sink together. */
public final class Sinks {

    public static final String EVENTS = "events";
    public static final String SNAPSHOTS = "snapshots";

    public static SinkLoop<?> events(SinkSettings settings, SinkMetrics metrics, StateCell state, Clock clock) {
        return loop(
                new EventTable(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)), settings, metrics, state);
    }

    public static SinkLoop<?> snapshots(SinkSettings settings, SinkMetrics metrics, StateCell state) {
        return loop(new TaskTable(), settings, metrics, state);
    }

    private static <B extends RowBuffer> SinkLoop<B> loop(
            SinkTable<B> table, SinkSettings settings, SinkMetrics metrics, StateCell state) {
        return new SinkLoop<>(
                table,
                settings,
                new Database(settings, table.name()),
                Consumers.create(settings, table.name()),
                metrics,
                state);
    }

    private Sinks() {}
}
