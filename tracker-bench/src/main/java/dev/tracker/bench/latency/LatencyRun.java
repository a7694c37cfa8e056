package dev.tracker.bench.latency;

import dev.tracker.streams.Guarantee;
import java.util.Set;

/**
 * One measurement.
 *
 * @param commitMs commit interval of the aggregator
 * @param guarantee of the aggregator
 * @param eventsPerSecond load
 * @param liveTasks tasks that the load is spread over
 * @param warmUpSeconds before the measurement
 * @param seconds of the measurement
 * @param places where events are looked for; sinks and bridge are started only for their places
 */
record LatencyRun(
        int commitMs,
        Guarantee guarantee,
        int eventsPerSecond,
        int liveTasks,
        int warmUpSeconds,
        int seconds,
        Set<Place> places) {

    /** Events a second that are followed all the way, whatever the load. */
    static final int PROBES_A_SECOND = 200;

    /** Tasks that these events belong to. */
    static final int PROBE_TASKS = 50;

    /** Each so many events is a probe. */
    int eventsAProbe() {
        return Math.max(1, eventsPerSecond / PROBES_A_SECOND);
    }

    long events() {
        return (long) eventsPerSecond * (warmUpSeconds + seconds);
    }

    long warmUpEvents() {
        return (long) eventsPerSecond * warmUpSeconds;
    }
}
