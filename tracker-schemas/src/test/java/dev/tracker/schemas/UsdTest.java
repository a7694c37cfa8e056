package dev.tracker.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsdTest {

    @Test
    void shouldNotDependOnTheOrderWhenSumming() {
        // Given
        List<Usd> amounts = new ArrayList<>();
        BigDecimal exact = BigDecimal.ZERO;
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            BigDecimal dollars = BigDecimal.valueOf(random.nextInt(1_000_000_000), 12);
            amounts.add(Usd.of(dollars.doubleValue()));
            exact = exact.add(dollars);
        }
        List<Usd> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, random);

        // When
        Usd sum = amounts.stream().reduce(Usd.ZERO, Usd::plus);

        // Then
        assertThat(shuffled.stream().reduce(Usd.ZERO, Usd::plus)).isEqualTo(sum);
        assertThat(sum.toBigDecimal()).isEqualByComparingTo(exact);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1000000, 1000000",
        "0.1, 0.1",
        "0.02486904, 0.024869040",
        "0.000000000001, 1e-12",
        "0, 4e-13",
        "0, 1e-999999999",
        "0, 0e999999999",
        "0.000000000001, 5e-13",
        "9223372.036854775807, 9223372.036854775807"
    })
    void shouldPrintPlainWithoutTrailingZeros(String plain, BigDecimal dollars) {
        assertThat(Usd.of(dollars)).hasToString(plain);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.000000012, 0.30000000000000004, 999.999999999999, 1_000_000})
    void shouldAgreeWithTheDecimalFormWhenGivenADouble(double dollars) {
        assertThat(Usd.of(dollars)).isEqualTo(Usd.of(BigDecimal.valueOf(dollars)));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                -0.01,
                1_000_000.01,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -Double.MIN_VALUE
            })
    void shouldRefuseWhenNotInRange(double dollars) {
        assertThatThrownBy(() -> Usd.of(dollars)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1e-999999999", "-1", "9223372.036854775808", "1e999999999"})
    void shouldRefuseDecimalsWhenNotInRange(BigDecimal dollars) {
        assertThatThrownBy(() -> Usd.of(dollars)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseWhenNegative() {
        assertThatThrownBy(() -> new Usd(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSaturateWhenTheSumIsTooLarge() {
        // Given
        Usd most = new Usd(Long.MAX_VALUE);

        // When
        Usd sum = most.plus(new Usd(1)).plus(most);

        // Then
        assertThat(sum).isEqualTo(most);
    }

    @Test
    void shouldOrderByAmount() {
        assertThat(Usd.of(0.1)).isLessThan(Usd.of(0.2)).isEqualByComparingTo(Usd.of(new BigDecimal("0.100")));
    }
}
