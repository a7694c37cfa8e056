package dev.tracker.bench.sustained;

import dev.tracker.bench.run.Spread;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How a lag went over time.
 *
 * @param median records behind
 * @param max records behind
 * @param slope records a second by which it grew, by least squares; negative where it fell
 */
record Trend(double median, double max, double slope) {

    /** A lag that grows by more than this share of the load is not flat: it would reach a minute's worth of events within the hour. */
    private static final double FLAT = 0.01;

    static Trend of(List<Lags.Sample> samples, ToLongFunction<Lags.Sample> lag) {
        double meanTime =
                samples.stream().mapToDouble(Lags.Sample::atSeconds).average().orElse(0);
        double meanLag = samples.stream().mapToLong(lag).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Lags.Sample sample : samples) {
            double time = sample.atSeconds() - meanTime;
            covariance += time * (lag.applyAsLong(sample) - meanLag);
            variance += time * time;
        }
        Spread spread = Spread.of(
                samples.stream().map(sample -> (double) lag.applyAsLong(sample)).toList());
        return new Trend(spread.median(), spread.max(), variance == 0 ? 0 : covariance / variance);
    }

    /** Whether whoever has this lag keeps up with so many events a second. */
    boolean isFlat(int perSecond) {
        return slope <= FLAT * perSecond;
    }
}
