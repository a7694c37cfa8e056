package dev.tracker.core.reference;

import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Money and tokens as exact sums without bound; what they saturate at is applied when they are read. */
final class ReferenceCost {

    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private BigInteger picoUsd = BigInteger.ZERO;
    private BigInteger estimatedPicoUsd = BigInteger.ZERO;
    private BigInteger input = BigInteger.ZERO;
    private BigInteger output = BigInteger.ZERO;
    private BigInteger cacheRead = BigInteger.ZERO;
    private BigInteger cacheWrite = BigInteger.ZERO;
    private boolean usdKnown;
    private @Nullable String model;
    private @Nullable Usd budget;

    void addAmounts(ExecutionEvent.Cost cost) {
        if (cost.usd() != null) {
            usdKnown = true;
            picoUsd = sum(picoUsd, cost.usd().pico());
            if (cost.usdEstimated()) {
                estimatedPicoUsd = sum(estimatedPicoUsd, cost.usd().pico());
            }
        }
        input = sum(input, cost.tokens().input());
        output = sum(output, cost.tokens().output());
        cacheRead = sum(cacheRead, cost.tokens().cacheRead());
        cacheWrite = sum(cacheWrite, cost.tokens().cacheWrite());
    }

    void name(@Nullable String newModel) {
        model = newModel == null ? model : newModel;
    }

    void allow(@Nullable Usd newBudget) {
        budget = newBudget == null ? budget : newBudget;
    }

    CostTotals toTotals() {
        TokenCounts tokens =
                new TokenCounts(saturated(input), saturated(output), saturated(cacheRead), saturated(cacheWrite));
        return new CostTotals(
                new Usd(saturated(picoUsd)), usdKnown, tokens, model, budget, new Usd(saturated(estimatedPicoUsd)));
    }

    private static BigInteger sum(BigInteger a, long b) {
        return a.add(BigInteger.valueOf(b));
    }

    private static long saturated(BigInteger exact) {
        return exact.min(MAX).longValueExact();
    }
}
