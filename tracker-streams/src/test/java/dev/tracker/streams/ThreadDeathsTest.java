package dev.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadDeathsTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final ThreadDeaths deaths = new ThreadDeaths(1, now::get);

    @Test
    void shouldWaitTwiceAsLongAfterEachDeathUpToALimit() {
        assertThat(deaths.died()).isEqualTo(ThreadDeaths.FIRST_DELAY);
        assertThat(deaths.died()).isEqualTo(ThreadDeaths.FIRST_DELAY.multipliedBy(2));
        assertThat(deaths.died()).isEqualTo(ThreadDeaths.FIRST_DELAY.multipliedBy(4));
        for (int i = 3; i < ThreadDeaths.MOST_PER_THREAD - 1; i++) {
            deaths.died();
        }
        assertThat(deaths.died()).isEqualTo(ThreadDeaths.LONGEST_DELAY);
    }

    @Test
    void shouldGiveUpWhenTooManyDieWithinTheWindow() {
        for (int i = 0; i < ThreadDeaths.MOST_PER_THREAD; i++) {
            assertThat(deaths.died()).isNotNull();
            pass(ThreadDeaths.WINDOW.dividedBy(2L * ThreadDeaths.MOST_PER_THREAD));
        }
        assertThat(deaths.died()).isNull();
    }

    @Test
    void shouldForgetWhatLiesBeforeTheWindow() {
        for (int i = 0; i < 4 * ThreadDeaths.MOST_PER_THREAD; i++) {
            assertThat(deaths.died()).isNotNull();
            pass(ThreadDeaths.WINDOW.dividedBy(10));
        }
        pass(ThreadDeaths.WINDOW);
        assertThat(deaths.died()).isEqualTo(ThreadDeaths.FIRST_DELAY);
    }

    @Test
    void shouldTellALoopFromASingleDeath() {
        deaths.died();
        deaths.died();
        assertThat(deaths.isLoop()).isFalse();
        deaths.died();
        assertThat(deaths.isLoop()).isTrue();
        pass(Duration.ofMinutes(2));
        assertThat(deaths.isLoop()).isFalse();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
