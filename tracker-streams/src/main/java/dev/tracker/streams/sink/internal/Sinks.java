package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkMetrics;
import dev.tracker.streams.sink.SinkSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

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
        Consumer<byte[], byte[]> consumer = Consumers.create(settings, table.name());
        try {
            return new SinkLoop<>(table, settings, new Database(settings, table.name()), consumer, metrics, state);
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw e;
        }
    }

    private Sinks() {}
}
