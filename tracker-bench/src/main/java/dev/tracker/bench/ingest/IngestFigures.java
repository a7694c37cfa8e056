package dev.tracker.bench.ingest;

import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The figures of all rounds; ratios are taken within a round. */
final class IngestFigures {

    static final String PRODUCER = "producer";
    static final String HTTP = "http";
    static final String OTLP = "otlp";

    /** @param batch events a request, 0 where there are no requests */
    private record Key(String subject, int batch) {}

    private final Map<Key, NavigableMap<Integer, Double>> perSecond = new LinkedHashMap<>();

    void add(int round, String subject, int batch, double eventsPerSecond) {
        perSecond
                .computeIfAbsent(new Key(subject, batch), key -> new TreeMap<>())
                .put(round, eventsPerSecond);
    }

    List<Measure> measures(int connections) {
        List<Measure> measures = new ArrayList<>();
        perSecond.forEach((key, rounds) -> measures.add(measure(key, rounds, connections)));
        return measures;
    }

    private Measure measure(Key key, NavigableMap<Integer, Double> rounds, int connections) {
        NavigableMap<Integer, Double> limits = perSecond.getOrDefault(new Key(PRODUCER, 0), new TreeMap<>());
        List<Double> ratios = new ArrayList<>();
        rounds.forEach((round, speed) -> {
            Double limit = limits.get(round);
            if (limit != null) {
                ratios.add(speed / limit);
            }
        });
        Spread speed = Spread.of(rounds.values());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "ingest");
        values.put("subject", key.subject);
        values.put("batch", key.batch);
        values.put("perSecond", Math.round(speed.median()));
        values.put(
                "ratioToLimit",
                ratios.isEmpty() ? 0.0 : Measure.rounded(Spread.of(ratios).median(), 3));
        values.put("rounds", rounds.size());
        values.put("connections", key.batch == 0 ? 0 : connections);
        values.put("minPerSecond", Math.round(speed.min()));
        values.put("maxPerSecond", Math.round(speed.max()));
        return new Measure(values);
    }
}
