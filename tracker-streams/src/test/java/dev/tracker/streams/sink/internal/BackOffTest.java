package dev.tracker.streams.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private double random = 1;
    private final BackOff backOff = new BackOff(Duration.ofSeconds(1), now::get, () -> random);

    @Test
    void shouldDoublePausesUpToTheLimit() {
        long[] pauses = {100, 200, 400, 800, 1000, 1000};
        for (long pause : pauses) {
            backOff.failed();
            assertThat(backOff.remaining()).isEqualTo(Duration.ofMillis(pause));
        }
        for (int i = 0; i < 100; i++) {
            backOff.failed();
        }
        assertThat(backOff.remaining()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldVaryPausesDownToTheHalf() {
        random = 0;
        backOff.failed();
        assertThat(backOff.remaining()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void shouldEndPauseWithTimeAndWithSuccess() {
        assertThat(backOff.remaining()).isZero();
        backOff.failed();
        now.addAndGet(Duration.ofMillis(60).toNanos());
        assertThat(backOff.remaining()).isEqualTo(Duration.ofMillis(40));
        now.addAndGet(Duration.ofMillis(60).toNanos());
        assertThat(backOff.remaining()).isZero();

        backOff.failed();
        backOff.succeeded();
        assertThat(backOff.remaining()).isZero();
        assertThat(backOff.failures()).isZero();
    }
}
