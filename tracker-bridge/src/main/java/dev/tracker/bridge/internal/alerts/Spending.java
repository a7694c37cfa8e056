package dev.tracker.bridge.internal.alerts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was spent of a budget, in US dollars.
 *
 * @param cost spent so far
 * @param estimated the part of it that is an estimate
 * @param budget what may be spent
 * @param perMinute how fast it is being spent, null if that is not known yet
 * @param reachedAt when the budget will be reached at that pace; null if unknown, or reached already
 */
public record Spending(
        BigDecimal cost,
        BigDecimal estimated,
        BigDecimal budget,
        @Nullable BigDecimal perMinute,
        @Nullable Instant reachedAt) {}
