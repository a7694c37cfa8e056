package dev.tracker.streams.health;

import dev.tracker.core.FoldOutcome;
import dev.tracker.schemas.json.RefusalCode;
import dev.tracker.streams.topology.FoldMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Counts the events' fates, in Prometheus' names: {@code tracker_events_total{outcome}}, {@code tracker_dead_letters_total{code}},
 * {@code tracker_snapshots_total}, {@code tracker_state_rebuilt_total}. All series are there from the start, at 0. Thread-safe.
 */
public final class MicrometerFoldMeters implements FoldMeters {

    private final Map<FoldOutcome, Counter> events = new EnumMap<>(FoldOutcome.class);
    private final Map<RefusalCode, Counter> deadLetters = new EnumMap<>(RefusalCode.class);
    private final Counter snapshots;
    private final Counter rebuilt;

    public MicrometerFoldMeters(MeterRegistry registry) {
        for (FoldOutcome outcome : FoldOutcome.values()) {
            events.put(
                    outcome,
                    Counter.builder("tracker.events")
                            .description("Events folded, by what came of them")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        for (RefusalCode code : RefusalCode.values()) {
            deadLetters.put(
                    code,
                    Counter.builder("tracker.dead.letters")
                            .description("Records that are no events, by why; CONFLICT is counted by the sink")
                            .tag("code", code.name())
                            .register(registry));
        }
        snapshots = Counter.builder("tracker.snapshots")
                .description("Snapshots published")
                .register(registry);
        rebuilt = Counter.builder("tracker.state.rebuilt")
                .description("Partitions' states that could not be read, and were thrown away and restored")
                .register(registry);
    }

    @Override
    public void folded(FoldOutcome outcome) {
        Objects.requireNonNull(events.get(outcome)).increment();
    }

    @Override
    public void refused(RefusalCode code) {
        Objects.requireNonNull(deadLetters.get(code)).increment();
    }

    @Override
    public void stateRebuilt() {
        rebuilt.increment();
    }

    @Override
    public void snapshot() {
        snapshots.increment();
    }
}
