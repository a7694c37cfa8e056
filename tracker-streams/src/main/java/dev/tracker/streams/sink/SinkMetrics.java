package dev.tracker.streams.sink;

import dev.tracker.streams.Alarms;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What a sink counts, under {@code tracker.sink.*} with the sink's name as tag {@code sink}. A registry is for one sink of a name. Thread-safe. */
public final class SinkMetrics {

    private final Counter records;
    private final Counter rows;
    private final Counter duplicates;
    private final Counter conflicts;
    private final Counter refused;
    private final Counter fenced;
    private final Counter retries;
    private final Timer batches;
    private final AtomicLong lag = new AtomicLong();
    private final Alarms alarms = new Alarms();

    public SinkMetrics(MeterRegistry registry, String sink) {
        Tags tags = Tags.of("sink", sink);
        records = registry.counter("tracker.sink.records", tags);
        rows = registry.counter("tracker.sink.rows", tags);
        duplicates = registry.counter("tracker.sink.duplicates", tags);
        conflicts = registry.counter("tracker.sink.conflicts", tags);
        refused = registry.counter("tracker.sink.refused", tags);
        fenced = registry.counter("tracker.sink.fenced", tags);
        retries = registry.counter("tracker.sink.retries", tags);
        batches = registry.timer("tracker.sink.batch", tags);
        Gauge.builder("tracker.sink.lag", lag, AtomicLong::doubleValue)
                .tags(tags)
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("tracker.sink.offsets.lost", alarms, Alarms::raised)
                .tags(tags)
                .register(registry);
        FunctionCounter.builder("tracker.sink.records.lost", alarms, Alarms::recordsLost)
                .tags(tags)
                .register(registry);
    }

    /**
     * A batch was committed.
     *
     * @param read records of it
     * @param written rows that came of them, new or changed
     * @param repeated records that changed nothing, because what they say was there already
     * @param conflicting records that say something else than what is there under their identity; they become dead letters
     * @param passedOver records that are no events
     */
    public void committed(long read, long written, long repeated, long conflicting, long passedOver, Duration took) {
        records.increment((double) read);
        rows.increment((double) written);
        duplicates.increment((double) repeated);
        conflicts.increment((double) conflicting);
        refused.increment((double) passedOver);
        batches.record(took);
    }

    /** A batch was rolled back because someone else has taken its partitions over. */
    public void fenced() {
        fenced.increment();
    }

    /** The database was away or busy; what was to be done will be tried again. */
    public void retried() {
        retries.increment();
    }

    /** Records that lie in the log and not yet in the database. */
    public void lag(long value) {
        lag.set(value);
    }

    /** What was noticed about the log that someone has to hear of. */
    public Alarms alarms() {
        return alarms;
    }

    public long recordCount() {
        return (long) records.count();
    }

    public long rowCount() {
        return (long) rows.count();
    }

    public long duplicateCount() {
        return (long) duplicates.count();
    }

    public long conflictCount() {
        return (long) conflicts.count();
    }

    public long refusedCount() {
        return (long) refused.count();
    }

    public long fencedCount() {
        return (long) fenced.count();
    }

    public long retryCount() {
        return (long) retries.count();
    }

    public long offsetsLostCount() {
        return alarms.raised();
    }

    public long recordsLostCount() {
        return alarms.recordsLost();
    }

    public long batchCount() {
        return batches.count();
    }

    /** As last measured, at most some seconds ago. */
    public long currentLag() {
        return lag.get();
    }
}
