package dev.tracker.schemas;

/**
 * Tokens by kind. Sums saturate at {@link Long#MAX_VALUE}.
 *
 * @param input tokens sent and not read from a cache, 0 or more
 * @param output tokens generated, 0 or more
 * @param cacheRead tokens sent and read from the provider's cache, 0 or more
 * @param cacheWrite tokens sent and written to the provider's cache, 0 or more
 */
public record TokenCounts(long input, long output, long cacheRead, long cacheWrite) {

    public static final TokenCounts ZERO = new TokenCounts(0, 0, 0, 0);

    /** @throws IllegalArgumentException if a count is negative */
    public TokenCounts {
        if ((input | output | cacheRead | cacheWrite) < 0) {
            throw new IllegalArgumentException("token counts must not be negative");
        }
    }

    public TokenCounts plus(TokenCounts other) {
        return new TokenCounts(
                saturated(input, other.input),
                saturated(output, other.output),
                saturated(cacheRead, other.cacheRead),
                saturated(cacheWrite, other.cacheWrite));
    }

    /** All kinds together. */
    public long total() {
        return saturated(saturated(input, output), saturated(cacheRead, cacheWrite));
    }

    private static long saturated(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
