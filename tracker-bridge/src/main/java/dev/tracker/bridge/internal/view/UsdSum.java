package dev.tracker.bridge.internal.view;

import java.math.BigDecimal;

/**
 * An exact sum of amounts that come and go. Whole dollars and fractions are summed apart, so that a fleet may spend more than the 9.2 million dollars that fit
 * into one count of 10^-12 dollars. Not safe for several threads.
 */
public final class UsdSum {

    private static final long PICO = 1_000_000_000_000L;
    private static final int SCALE = 12;

    private long dollars;
    private long rest;

    /** @param sign 1 to add the amount, -1 to take it away again */
    void add(long pico, long sign) {
        dollars += sign * (pico / PICO);
        rest += sign * (pico % PICO);
    }

    void add(UsdSum other) {
        dollars += other.dollars;
        rest += other.rest;
    }

    /** In dollars, exact. */
    public BigDecimal toBigDecimal() {
        BigDecimal exact =
                BigDecimal.valueOf(dollars).add(BigDecimal.valueOf(rest, SCALE)).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
