package dev.tracker.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitPaceTest {

    private static final Duration LOOK = Duration.ofMillis(20);

    @ParameterizedTest
    @CsvSource({
        "100, 2000, 0, 100",
        "100, 2000, 400, 100",
        "100, 2000, 1000, 250",
        "100, 2000, 8000, 2000",
        "100, 2000, 1000000000000, 2000",
        "500, 2000, 1000, 500",
        "5000, 2000, 60000, 5000",
    })
    void shouldCommitTheLessOftenTheOlderTheEventsAre(long interval, long longest, long age, long expected) {
        CommitPace pace = new CommitPace(Duration.ofMillis(interval), Duration.ofMillis(longest), LOOK);

        assertThat(pace.millisBetween(age, 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 2000", "99, 2000", "100, 100", "5000, 100"})
    void shouldNotPutACommitOffWhenNothingComesAnyMore(long idle, long expected) {
        CommitPace pace = new CommitPace(Duration.ofMillis(100), Duration.ofSeconds(2), LOOK);

        assertThat(pace.millisBetween(60_000, idle)).isEqualTo(expected);
    }

    /** The broker's clock may be ahead of ours. */
    @ParameterizedTest
    @CsvSource({"-1", "-100000"})
    void shouldKeepItsIntervalWhenEventsComeFromTheFuture(long age) {
        CommitPace pace = new CommitPace(Duration.ofMillis(100), Duration.ofSeconds(2), LOOK);

        assertThat(pace.millisBetween(age, 0)).isEqualTo(100);
    }
}
