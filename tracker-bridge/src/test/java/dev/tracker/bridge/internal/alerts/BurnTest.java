package dev.tracker.bridge.internal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BurnTest {

    private static final long MINUTE = 60_000;
    private static final long START = 1_000_000_000;

    private final Burn burn = new Burn();

    @Test
    void shouldKnowNothingWithinTheFirstMinute() {
        burn.note(usd("1"), START);
        burn.note(usd("5"), START + MINUTE - 1);

        assertThat(burn.perMinute(usd("5"), START + MINUTE - 1)).isNull();
        assertThat(new Burn().perMinute(usd("5"), START)).isNull();
        assertThat(Burn.reachedAt(usd("5"), usd("10"), null, START)).isNull();
    }

    @Test
    void shouldForecastWhenTheBudgetIsReachedAtThePaceSoFar() {
        burn.note(usd("1"), START);

        BigDecimal perMinute = burn.perMinute(usd("2"), START + 2 * MINUTE);

        assertThat(perMinute).isEqualByComparingTo("0.5");
        assertThat(Burn.reachedAt(usd("2"), usd("10"), perMinute, START + 2 * MINUTE))
                .isEqualTo(Instant.ofEpochMilli(START + 18 * MINUTE));
    }

    @Test
    void shouldForgetWhatIsOlderThanTenMinutes() {
        for (int minute = 0; minute <= 30; minute++) {
            burn.note(usd(minute < 15 ? "0" : Integer.toString(minute - 15)), START + minute * MINUTE);
        }

        assertThat(burn.perMinute(usd("15"), START + 30 * MINUTE)).isEqualByComparingTo("1");
        assertThat(burn.perMinute(usd("15"), START + 60 * MINUTE)).isEqualByComparingTo("0");
    }

    @Test
    void shouldNotForecastWhatIsReachedOrNeverWillBe() {
        assertThat(Burn.reachedAt(usd("10"), usd("10"), usd("1"), START)).isNull();
        assertThat(Burn.reachedAt(usd("1"), usd("10"), usd("0"), START)).isNull();
        assertThat(Burn.reachedAt(usd("1"), usd("1000000"), usd("0.000001"), START))
                .isNull();
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }
}
