package dev.tracker.schemas;

import dev.tracker.schemas.internal.JsonBytes;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of US dollars, never negative, held exactly in units of 10^-12 dollars, so that a sum does not depend on its order and a price of
 * a single token (some 10^-8 dollars) is not rounded away. Sums saturate at about 9.2 million dollars.
 *
 * @param pico the amount in 10^-12 dollars, 0 or more
 */
public record Usd(long pico) implements Comparable<Usd> {

    public static final Usd ZERO = new Usd(0);

    private static final int SCALE = 12;
    private static final double PICO_PER_USD = 1e12;
    private static final long PICO = 1_000_000_000_000L;
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE, SCALE);

    /** @throws IllegalArgumentException if the amount is negative */
    public Usd {
        if (pico < 0) {
            throw new IllegalArgumentException("an amount of US dollars must not be negative: " + pico + "e-12");
        }
    }

    /**
     * The amount nearest to a number of dollars.
     *
     * @throws IllegalArgumentException if it is not a number from 0 to {@link WireLimits#MAX_USD}
     */
    public static Usd of(double dollars) {
        if (!(dollars >= 0 && dollars <= WireLimits.MAX_USD)) {
            throw new IllegalArgumentException(
                    "US dollars must be from 0 to " + WireLimits.MAX_USD + ", not " + dollars);
        }
        return new Usd(Math.round(dollars * PICO_PER_USD));
    }

    /**
     * An exact decimal number of dollars; digits behind the twelfth are rounded, half up.
     *
     * @throws IllegalArgumentException if it is negative, or more than the sums can hold
     */
    public static Usd of(BigDecimal dollars) {
        if (dollars.signum() < 0 || dollars.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("US dollars must be from 0 to " + MAX);
        }
        // Told by the exponent: to scale 1e-999999999 would take gigabytes.
        boolean vanishes = (long) dollars.precision() - dollars.scale() < -SCALE;
        return vanishes
                ? ZERO
                : new Usd(dollars.setScale(SCALE, RoundingMode.HALF_UP)
                        .unscaledValue()
                        .longValueExact());
    }

    public Usd plus(Usd other) {
        long sum = pico + other.pico;
        return new Usd(sum < 0 ? Long.MAX_VALUE : sum);
    }

    /** The exact amount in dollars, without trailing zeros and never in exponent form when printed plain. */
    public BigDecimal toBigDecimal() {
        BigDecimal exact = BigDecimal.valueOf(pico, SCALE).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(pico, other.pico);
    }

    /** The same as {@link #toString}. */
    public void writeTo(JsonBytes out) {
        out.decimal(pico, SCALE);
    }

    /** The plain decimal number, for example {@code 0.02486904}. */
    @Override
    public String toString() {
        long fraction = pico % PICO;
        if (fraction == 0) {
            return Long.toString(pico / PICO);
        }
        String digits = Long.toString(PICO + fraction); // a 1, then all digits of the fraction
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return pico / PICO + "." + digits.substring(1, end);
    }
}
