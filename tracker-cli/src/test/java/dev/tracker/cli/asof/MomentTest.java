package dev.tracker.cli.asof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.cli.option.UserException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "-10m, 2026-03-01T11:50:00Z",
        "-90s, 2026-03-01T11:58:30Z",
        "-1h30m, 2026-03-01T10:30:00Z",
        "-1d, 2026-02-28T12:00:00Z",
        "-0s, 2026-03-01T12:00:00Z",
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.123+02:00, 2026-03-01T08:00:00.123Z"
    })
    void shouldReadTimesAsPeopleWriteThem(String text, Instant expected) {
        assertThat(Moment.time(text, NOW).time()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "yesterday",
                "10m",
                "-10",
                "-10x",
                "-10m1h",
                "2026-03-01",
                "2026-03-01T10:00:00",
                "10:00",
                "2026-02-30T10:00:00Z",
                "-9999999d"
            })
    void shouldSayHowToWriteItWhenItIsNoTime(String text) {
        assertThatThrownBy(() -> Moment.time(text, NOW))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("2026-01-31T23:59:59Z")
                .hasMessageContaining("-10m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00.001Z", "9999-12-31T23:59:59Z"})
    void shouldRefuseTheFuture(String text) {
        assertThatThrownBy(() -> Moment.time(text, NOW))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("in the future");
    }
}
