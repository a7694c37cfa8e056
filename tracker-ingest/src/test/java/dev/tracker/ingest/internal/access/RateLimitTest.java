package dev.tracker.ingest.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldLetABurstThroughAndThenMakeItWaitForItsDebt() {
        // Given
        AtomicLong now = new AtomicLong(-7);
        RateLimit limit = new RateLimit(10, now::get);

        // When, then
        limit.charge(50);
        assertThat(limit.waitSeconds()).isEqualTo(1);
        now.addAndGet(SECOND);
        assertThat(limit.waitSeconds()).isZero();
        limit.charge(110);
        assertThat(limit.waitSeconds()).isEqualTo(11);
        now.addAndGet(100 * SECOND);
        limit.charge(50);
        assertThat(limit.waitSeconds()).isEqualTo(1);
    }
}
