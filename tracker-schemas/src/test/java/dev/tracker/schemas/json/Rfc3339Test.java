package dev.tracker.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.schemas.RandomValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T23:59:59Z, 2026-01-31T23:59:59Z",
        "2026-01-31T23:59:59.5Z, 2026-01-31T23:59:59.500Z",
        "2026-01-31T23:59:59.123456789Z, 2026-01-31T23:59:59.123456Z",
        "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "2026-01-31t23:59:59z, 2026-01-31T23:59:59Z",
        "2026-02-01T01:29:59.000000001+01:30, 2026-01-31T23:59:59Z",
        "2026-01-31T15:59:59-08:00, 2026-01-31T23:59:59Z"
    })
    void shouldReadInWholeMicroseconds(String text, Instant expected) {
        assertThat(Rfc3339.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "1767225599",
                "2026-01-31",
                "2026-01-31T23:59:59",
                "2026-01-31 23:59:59Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T23:60:00Z",
                "2026-01-31T23:59:60Z",
                "2026-01-31T23:59:59.1234567890Z",
                "2026-01-31T23:59:59,5Z",
                "2026-01-31T23:59:59.-5Z",
                "202٦-01-31T23:59:59Z",
                "10000-01-01T00:00:00Z",
                "2026-01-31T23:59:59+25:00"
            })
    void shouldRefuseWhenNotATime(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void shouldReadWithTheFastPathWhatAnInstantPrints() {
        RandomValues random = new RandomValues(1);
        for (int i = 0; i < 10_000; i++) {
            Instant time = random.time();
            assertThat(Rfc3339.parseUsual(time.toString())).isEqualTo(time);
        }
    }

    @Test
    void shouldAgreeWithTheGeneralParserWhenTheFastPathAccepts() {
        Random random = new Random(2);
        String alphabet = "0123456789-:.TZ+ 9";
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            // Given
            StringBuilder text =
                    new StringBuilder(i % 2 == 0 ? "2024-02-29T23:59:59.123456789Z" : "0004-12-31T00:00:00Z");
            for (int change = random.nextInt(3); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (random.nextInt(10) == 0) {
                text.deleteCharAt(random.nextInt(text.length()));
            }

            // When
            Instant fast = Rfc3339.parseUsual(text.toString());

            // Then
            if (fast != null) {
                accepted++;
                assertThat(fast).as(text.toString()).isEqualTo(general(text.toString()));
            }
        }
        assertThat(accepted).isGreaterThan(1000);
    }

    private static @Nullable Instant general(String text) {
        try {
            return Rfc3339.parseAny(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
