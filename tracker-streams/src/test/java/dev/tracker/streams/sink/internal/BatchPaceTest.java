package dev.tracker.streams.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPaceTest {

    @ParameterizedTest
    @CsvSource({"200, 5, 200", "200, 300, 1200", "200, 9000, 5000", "60000, 9000, 60000"})
    void shouldCollectTheLongerTheLongerWritingTookWhenRowsAreReplaced(long usual, long took, long expected) {
        BatchPace pace = new BatchPace(Duration.ofMillis(usual), true);

        pace.wrote(Duration.ofMillis(took));

        assertThat(pace.linger()).isEqualTo(Duration.ofMillis(expected));
    }

    @Test
    void shouldGoBackToTheUsualWhenWritingIsQuickAgain() {
        BatchPace pace = new BatchPace(Duration.ofMillis(200), true);
        pace.wrote(Duration.ofSeconds(1));

        pace.wrote(Duration.ofMillis(1));

        assertThat(pace.linger()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void shouldNotWaitLongerWhenEveryRecordIsARow() {
        BatchPace pace = new BatchPace(Duration.ofMillis(200), false);

        pace.wrote(Duration.ofSeconds(1));

        assertThat(pace.linger()).isEqualTo(Duration.ofMillis(200));
    }
}
