package dev.tracker.core.client.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Makes UUIDv7 (RFC 9562, section 5.7) that ascend: 48 bits of milliseconds, a 12-bit counter (section 6.2, method 1), 62 random bits. When the clock
 * stands still or goes back, or the counter runs over within a millisecond, the generator's own time runs ahead of it. Thread-safe.
 */
public final class EventIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int COUNTER_BITS = 12;
    private static final long MAX_MILLIS = (1L << 48) - 1;

    /** A new millisecond's counter starts in the lower half, so that there is room to count. */
    private static final int COUNTER_START_BOUND = 1 << (COUNTER_BITS - 1);

    private final Clock clock;
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

    /** Milliseconds and counter in one number, so that running over carries into the time. */
    private long last = -1;

    public EventIds(Clock clock) {
        this.clock = clock;
    }

    public synchronized UUID next() {
        long millis = Math.min(MAX_MILLIS, Math.max(0, clock.millis()));
        last = millis > last >> COUNTER_BITS ? millis << COUNTER_BITS | random.nextInt(COUNTER_START_BOUND) : last + 1;
        long high = (last >> COUNTER_BITS) << 16 | VERSION_7 | (last & ((1 << COUNTER_BITS) - 1));
        return new UUID(high, VARIANT | random.nextLong() >>> 2);
    }
}
