package dev.tracker.core.cost;

import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a million tokens of each kind cost.
 *
 * @param input sent, and neither read from a cache nor written to one
 * @param output generated
 * @param cacheRead sent and read from the provider's cache
 * @param cacheWrite sent and written to it
 */
public record TokenPrices(Usd input, Usd output, Usd cacheRead, Usd cacheWrite) {

    /** Prices have at most six digits behind the point, so that of one token is a whole number of 10^-12 dollars. */
    static final int DIGITS = 6;

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger MOST = BigInteger.valueOf(WireLimits.MAX_USD * 1_000_000_000_000L);

    /** The exact price of so many tokens; null if it is more than one event may bill. */
    public @Nullable Usd of(TokenCounts tokens) {
        BigInteger pico = part(input, tokens.input())
                .add(part(output, tokens.output()))
                .add(part(cacheRead, tokens.cacheRead()))
                .add(part(cacheWrite, tokens.cacheWrite()))
                .divide(MILLION);
        return pico.compareTo(MOST) > 0 ? null : new Usd(pico.longValueExact());
    }

    private static BigInteger part(Usd price, long tokens) {
        return BigInteger.valueOf(price.pico()).multiply(BigInteger.valueOf(tokens));
    }
}
