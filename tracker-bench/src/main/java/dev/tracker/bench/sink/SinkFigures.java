package dev.tracker.bench.sink;

import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The figures of all rounds; ratios are taken within a round. */
final class SinkFigures {

    static final String TRACKER = "tracker";
    static final String COPY_INTO = "copy-into";
    static final String ROW_BY_ROW = "row-by-row";

    /**
     * One run's.
     *
     * @param walBytes of write-ahead log for a row
     */
    record Figure(double perSecond, double walBytes) {}

    private record Key(Target target, String subject) {}

    private final String workload;
    private final Map<Key, NavigableMap<Integer, Figure>> figures = new LinkedHashMap<>();

    SinkFigures(String workload) {
        this.workload = workload;
    }

    void add(int round, Target target, String subject, Figure figure) {
        figures.computeIfAbsent(new Key(target, subject), key -> new TreeMap<>())
                .put(round, figure);
    }

    List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        figures.forEach((key, rounds) -> measures.add(measure(key, rounds)));
        return measures;
    }

    private Measure measure(Key key, NavigableMap<Integer, Figure> rounds) {
        NavigableMap<Integer, Figure> limits = figures.getOrDefault(new Key(key.target, COPY_INTO), new TreeMap<>());
        List<Double> ratios = new ArrayList<>();
        rounds.forEach((round, figure) -> {
            Figure limit = limits.get(round);
            if (limit != null) {
                ratios.add(figure.perSecond / limit.perSecond);
            }
        });
        Spread speed = Spread.of(rounds.values().stream().map(Figure::perSecond).toList());
        Spread wal = Spread.of(rounds.values().stream().map(Figure::walBytes).toList());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "sink");
        values.put("workload", workload);
        values.put("commitMs", 0);
        values.put("subject", key.subject);
        values.put("perSecond", Math.round(speed.median()));
        values.put(
                "ratioToLimit",
                ratios.isEmpty() ? 0.0 : Measure.rounded(Spread.of(ratios).median(), 3));
        values.put("rounds", rounds.size());
        values.put("table", key.target.table());
        values.put("minPerSecond", Math.round(speed.min()));
        values.put("maxPerSecond", Math.round(speed.max()));
        values.put("walBytesPerRow", Math.round(wal.median()));
        return new Measure(values);
    }
}
