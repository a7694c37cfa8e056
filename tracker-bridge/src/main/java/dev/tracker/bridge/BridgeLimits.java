package dev.tracker.bridge;

import java.time.Duration;

/**
 * How much is too much.
 *
 * @param maxViewers most WebSockets and event streams at a time, from 1
 * @param snapshotLimit most tasks that a simple client is sent at once, from 1; later changes of the others still reach it
 * @param stuckAfter after which time without taking anything a viewer is closed, from one second
 * @param requestsPerSecond how often one address may ask, from 1; five times as many may come at once
 */
public record BridgeLimits(int maxViewers, int snapshotLimit, Duration stuckAfter, int requestsPerSecond) {

    private static final int MAX_VIEWERS = 10_000;
    private static final int SNAPSHOT_LIMIT = 10_000;
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);
    private static final int REQUESTS_PER_SECOND = 200;

    public static final BridgeLimits DEFAULT =
            new BridgeLimits(MAX_VIEWERS, SNAPSHOT_LIMIT, STUCK_AFTER, REQUESTS_PER_SECOND);

    /** @throws IllegalArgumentException naming the limit that is out of range */
    public BridgeLimits {
        atLeastOne("maxViewers", maxViewers);
        atLeastOne("snapshotLimit", snapshotLimit);
        atLeastOne("stuckAfter (in seconds)", stuckAfter.toSeconds());
        atLeastOne("requestsPerSecond", requestsPerSecond);
    }

    /** The defaults but for these two. */
    public static BridgeLimits of(int maxViewers, int snapshotLimit) {
        return new BridgeLimits(maxViewers, snapshotLimit, STUCK_AFTER, REQUESTS_PER_SECOND);
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
