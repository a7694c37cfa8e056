package dev.tracker.bench.fold;

import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.Spread;
import dev.tracker.bench.run.WorkTime;
import dev.tracker.streams.Guarantee;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** The figures of one workload. Ratios are taken within a round, because machines have good and bad minutes. */
final class FoldFigures {

    private record Key(long commitMs, String subject) {}

    /**
     * One run's.
     *
     * @param cpuMicros processor time of the subject for an event, in microseconds
     */
    private record Figure(double perSecond, double cpuMicros, OutputCheck.Written written) {}

    private final String workload;
    private final Guarantee guarantee;
    private final Map<Key, NavigableMap<Integer, Figure>> figures = new LinkedHashMap<>();

    FoldFigures(String workload, Guarantee guarantee) {
        this.workload = workload;
        this.guarantee = guarantee;
    }

    /**
     * Adds a run.
     *
     * @param events all of the log's; those of the warm-up are taken off
     */
    void add(int round, long commitMs, String subject, long events, WorkTime time, OutputCheck.Written written) {
        long counted = events - time.recordsBefore();
        Figure figure = new Figure(counted / time.seconds(), time.cpuSeconds() * 1e6 / counted, written);
        figures.computeIfAbsent(new Key(commitMs, subject), key -> new TreeMap<>())
                .put(round, figure);
    }

    List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        figures.forEach((key, rounds) -> measures.add(measure(key, rounds)));
        return measures;
    }

    private Measure measure(Key key, NavigableMap<Integer, Figure> rounds) {
        Spread speed = Spread.of(rounds.values().stream().map(Figure::perSecond).toList());
        List<Double> ratios = new ArrayList<>();
        rounds.forEach((round, figure) -> {
            double limit = limit(key.commitMs, round);
            if (limit > 0) {
                ratios.add(figure.perSecond / limit);
            }
        });
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "fold");
        values.put("workload", workload);
        values.put("commitMs", key.commitMs);
        values.put("subject", key.subject);
        values.put("perSecond", Math.round(speed.median()));
        values.put(
                "ratioToLimit",
                ratios.isEmpty() ? 0.0 : Measure.rounded(Spread.of(ratios).median(), 3));
        values.put("rounds", rounds.size());
        values.put("guarantee", guarantee.toString());
        values.put("minPerSecond", Math.round(speed.min()));
        values.put("maxPerSecond", Math.round(speed.max()));
        values.put(
                "cpuMicrosPerEvent",
                Measure.rounded(
                        Spread.of(rounds.values().stream()
                                        .map(Figure::cpuMicros)
                                        .toList())
                                .median(),
                        2));
        OutputCheck.Written written = Objects.requireNonNull(rounds.lastEntry()).getValue().written;
        values.put("recordsOut", written.records());
        values.put("meanBytesOut", written.records() == 0 ? 0L : written.valueBytes() / written.records());
        return new Measure(values);
    }

    /** The copy of the same round and interval; for who commits nothing, the fastest copy of the round. */
    private double limit(long commitMs, int round) {
        return figures.entrySet().stream()
                .filter(entry -> entry.getKey().subject.equals(Subjects.COPY))
                .filter(entry -> commitMs == 0 || entry.getKey().commitMs == commitMs)
                .mapToDouble(entry ->
                        entry.getValue().containsKey(round) ? entry.getValue().get(round).perSecond : 0)
                .max()
                .orElse(0);
    }
}
