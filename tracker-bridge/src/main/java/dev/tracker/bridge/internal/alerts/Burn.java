package dev.tracker.bridge.internal.alerts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a sum grows, over the last ten minutes, or since it was first looked at if that is less. Within the first minute nothing is known: one answer of a
 * model would pass for a pace. Not thread-safe.
 */
final class Burn {

    private static final int MINUTES = 10;
    private static final long MINUTE_MS = 60_000;
    private static final int DIGITS = 12;

    /** Further ahead nobody plans. */
    private static final Duration FURTHEST = Duration.ofDays(365);

    /** What the sum was when each of the last minutes was first looked at. */
    private final BigDecimal[] sums = new BigDecimal[MINUTES + 1];

    private final long[] times = new long[MINUTES + 1];
    private int count;

    /** Notes what the sum is now; times never run backwards. */
    void note(BigDecimal sum, long nowMs) {
        int newest = count - 1;
        if (count > 0 && nowMs - times[newest % times.length] < MINUTE_MS) {
            return;
        }
        sums[count % sums.length] = sum;
        times[count % times.length] = nowMs;
        count++;
    }

    /** Dollars a minute, null while unknown. */
    @Nullable
    BigDecimal perMinute(BigDecimal sum, long nowMs) {
        int oldest = Math.max(0, count - sums.length);
        while (oldest < count - 1 && nowMs - times[oldest % times.length] > MINUTES * MINUTE_MS) {
            oldest++;
        }
        if (count == 0 || nowMs - times[oldest % times.length] < MINUTE_MS) {
            return null;
        }
        long elapsed = nowMs - times[oldest % times.length];
        return sum.subtract(sums[oldest % sums.length])
                .max(BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(MINUTE_MS))
                .divide(BigDecimal.valueOf(elapsed), DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    /** When the budget is reached at that pace; null if that is unknown, never, or the case already. */
    static @Nullable Instant reachedAt(BigDecimal sum, BigDecimal budget, @Nullable BigDecimal perMinute, long nowMs) {
        BigDecimal left = budget.subtract(sum);
        if (perMinute == null || perMinute.signum() <= 0 || left.signum() <= 0) {
            return null;
        }
        BigDecimal ms = left.multiply(BigDecimal.valueOf(MINUTE_MS)).divide(perMinute, 0, RoundingMode.HALF_UP);
        return ms.compareTo(BigDecimal.valueOf(FURTHEST.toMillis())) > 0
                ? null
                : Instant.ofEpochMilli(nowMs + ms.longValueExact());
    }
}
