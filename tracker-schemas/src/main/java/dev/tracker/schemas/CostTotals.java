package dev.tracker.schemas;

import org.jspecify.annotations.Nullable;

/**
 * What a task has spent over all its attempts.
 *
 * @param usd the sum of the amounts that were reported, estimates among them
 * @param usdKnown whether any amount in dollars was reported; false means unknown, not free
 * @param tokens the sum of the tokens reported
 * @param model the model last named, if any
 * @param budget what the task may spend, if a start said so
 * @param usdEstimated the part of {@code usd} that nobody reported: tokens times list prices; 0 if all of it was reported
 */
public record CostTotals(
        Usd usd,
        boolean usdKnown,
        TokenCounts tokens,
        @Nullable String model,
        @Nullable Usd budget,
        Usd usdEstimated) {

    public static final CostTotals NONE = new CostTotals(Usd.ZERO, false, TokenCounts.ZERO, null, null, Usd.ZERO);
}
