package dev.tracker.ingest;

import java.time.Duration;

/**
 * How much is too much.
 *
 * @param maxBodyBytes largest body, before and after decompression, from 1 KiB
 * @param maxEvents most events or spans of one request, from 1
 * @param inFlightBytes of bodies being read and events on their way to Kafka, all together, from {@code maxBodyBytes}
 * @param eventsPerSecond of one token, from 1; five times as many may come at once
 * @param recentIds how many event ids are remembered, from 1
 * @param answerWithin how long a request waits for Kafka before it is told to come again, from 100 ms
 * @param receiveWithin how long a request's body may take to arrive, from 100 ms
 */
public record IngestLimits(
        int maxBodyBytes,
        int maxEvents,
        long inFlightBytes,
        int eventsPerSecond,
        int recentIds,
        Duration answerWithin,
        Duration receiveWithin) {

    private static final int LEAST_BODY = 1 << 10;
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(100);

    /** 8 MiB and 10,000 events a request, 64 MiB in flight, 20,000 events a second, 100,000 ids, 10 s for Kafka, 30 s for the body. */
    public static final IngestLimits DEFAULT = new IngestLimits(
            8 << 20, 10_000, 64L << 20, 20_000, 100_000, Duration.ofSeconds(10), Duration.ofSeconds(30));

    /** @throws IllegalArgumentException naming the limit that is out of range */
    public IngestLimits {
        atLeast("maxBodyBytes", maxBodyBytes, LEAST_BODY);
        atLeast("maxEvents", maxEvents, 1);
        atLeast("inFlightBytes", inFlightBytes, maxBodyBytes);
        atLeast("eventsPerSecond", eventsPerSecond, 1);
        atLeast("recentIds", recentIds, 1);
        atLeast("answerWithin (in ms)", answerWithin.toMillis(), LEAST_PATIENCE.toMillis());
        atLeast("receiveWithin (in ms)", receiveWithin.toMillis(), LEAST_PATIENCE.toMillis());
    }

    public IngestLimits withInFlightBytes(long bytes) {
        return new IngestLimits(
                maxBodyBytes, maxEvents, bytes, eventsPerSecond, recentIds, answerWithin, receiveWithin);
    }

    public IngestLimits withEventsPerSecond(int events) {
        return new IngestLimits(maxBodyBytes, maxEvents, inFlightBytes, events, recentIds, answerWithin, receiveWithin);
    }

    public IngestLimits withRecentIds(int ids) {
        return new IngestLimits(
                maxBodyBytes, maxEvents, inFlightBytes, eventsPerSecond, ids, answerWithin, receiveWithin);
    }

    public IngestLimits withPatience(Duration answer, Duration receive) {
        return new IngestLimits(maxBodyBytes, maxEvents, inFlightBytes, eventsPerSecond, recentIds, answer, receive);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }
}
