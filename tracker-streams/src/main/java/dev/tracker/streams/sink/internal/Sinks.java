package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkMetrics;
import dev.tracker.streams.sink.SinkSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/** Puts the parts of a sink together. */
public final class Sinks {

    public static final String EVENTS = "events";
    public static final String SNAPSHOTS = "snapshots";

    public static SinkLoop<?> events(SinkSettings settings, SinkMetrics metrics, StateCell state, Clock clock) {
        return loop(
                new EventTable(today(clock)),
                settings,
                metrics,
                state,
                database -> new ConflictLetters(settings, database));
    }

    public static SinkLoop<?> snapshots(SinkSettings settings, SinkMetrics metrics, StateCell state, Clock clock) {
        return loop(new TaskTable(today(clock)), settings, metrics, state, database -> () -> {});
    }

    private static Supplier<LocalDate> today(Clock clock) {
        return () -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static <B extends RowBuffer> SinkLoop<B> loop(
            SinkTable<B> table,
            SinkSettings settings,
            SinkMetrics metrics,
            StateCell state,
            Function<Database, Companion> companion) {
        Consumer<byte[], byte[]> consumer = Consumers.create(settings, table.name());
        try {
            Database database = new Database(settings, table.name());
            return new SinkLoop<>(table, settings, database, consumer, metrics, state, companion.apply(database));
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw e;
        }
    }

    private Sinks() {}
}
