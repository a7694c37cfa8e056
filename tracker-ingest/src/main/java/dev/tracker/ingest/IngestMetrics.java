package dev.tracker.ingest;

import dev.tracker.schemas.json.RefusalCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What came in and what became of it, counted from the start of the process. Thread-safe. */
public final class IngestMetrics implements MeterBinder {

    /** Code of an event whose project its sender may not write to. */
    public static final String FOREIGN_PROJECT = "FOREIGN_PROJECT";

    private final LongAdder accepted = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder mappedSpans = new LongAdder();
    private final LongAdder unmappedSpans = new LongAdder();
    private final LongAdder refusedSpans = new LongAdder();

    /** All that can occur: what a sender writes makes no new meter. */
    private final Map<String, LongAdder> refused = new TreeMap<>();

    private final Supplier<IngestHealth> health;
    private final Supplier<Number> inFlightBytes;

    IngestMetrics(Supplier<IngestHealth> health, Supplier<Number> inFlightBytes) {
        this.health = health;
        this.inFlightBytes = inFlightBytes;
        for (RefusalCode code : RefusalCode.values()) {
            refused.put(code.name(), new LongAdder());
        }
        refused.put(FOREIGN_PROJECT, new LongAdder());
    }

    /** Counts events that Kafka took. */
    public void accepted(int events) {
        accepted.add(events);
    }

    /** Counts events that had been sent before. */
    public void duplicate(int events) {
        duplicate.add(events);
    }

    /** Counts events that Kafka did not take in time. */
    public void failed(int events) {
        failed.add(events);
    }

    /** Counts a refused event. */
    public void refused(String code) {
        LongAdder counter = refused.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Counts a request that was told to come later. */
    public void throttled() {
        throttled.increment();
    }

    /** Counts what a request's body brought, as it came over the line. */
    public void received(long bodyBytes) {
        bytes.add(bodyBytes);
    }

    /** Counts spans that became events, that mean nothing to us, and that can't be read. */
    public void spans(int mapped, int unmapped, int refusedOnes) {
        mappedSpans.add(mapped);
        unmappedSpans.add(unmapped);
        refusedSpans.add(refusedOnes);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "tracker.ingest.events", "Events by what became of them", "outcome", "accepted", accepted);
        count(registry, "tracker.ingest.events", "Events by what became of them", "outcome", "duplicate", duplicate);
        count(registry, "tracker.ingest.events", "Events by what became of them", "outcome", "failed", failed);
        refused.forEach((code, counter) ->
                count(registry, "tracker.ingest.refused", "Events refused, by code", "code", code, counter));
        count(registry, "tracker.ingest.spans", "Spans by what became of them", "outcome", "mapped", mappedSpans);
        count(registry, "tracker.ingest.spans", "Spans by what became of them", "outcome", "unmapped", unmappedSpans);
        count(registry, "tracker.ingest.spans", "Spans by what became of them", "outcome", "refused", refusedSpans);
        FunctionCounter.builder("tracker.ingest.throttled", throttled, LongAdder::sum)
                .description("Requests told to come later")
                .register(registry);
        FunctionCounter.builder("tracker.ingest.received", bytes, LongAdder::sum)
                .baseUnit("bytes")
                .description("Bodies, as they came over the line")
                .register(registry);
        Gauge.builder("tracker.ingest.in.flight", inFlightBytes)
                .baseUnit("bytes")
                .description("Held for requests and events on their way to Kafka")
                .register(registry);
        Gauge.builder("tracker.ingest.ready", () -> health.get().isReady() ? 1 : 0)
                .description("1 while events get to Kafka")
                .register(registry);
    }

    private static void count(
            MeterRegistry registry, String name, String description, String tag, String value, LongAdder counter) {
        FunctionCounter.builder(name, counter, LongAdder::sum)
                .description(description)
                .tag(tag, value)
                .register(registry);
    }
}
