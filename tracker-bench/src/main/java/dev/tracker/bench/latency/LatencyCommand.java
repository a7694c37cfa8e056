package dev.tracker.bench.latency;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.GuaranteeOption;
import dev.tracker.bench.Progress;
import dev.tracker.bench.run.Measure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = {
            "Milliseconds from when a worker should have sent an event to when it is seen: as a committed snapshot, as a row of PostgreSQL,"
                    + " by a viewer of the bridge.",
            "The floor, in the same run, is the event itself as a plain consumer gets it. p99OverTarget is the p99 over five floors and a commit"
                    + " interval: 1 or less meets the target. Everything runs on this machine."
        },
        footer = {
            "",
            "Examples:",
            "  tracker bench latency",
            "  tracker bench latency --places snapshot --rate 10000 --commit-ms 100",
            "  tracker bench latency --rate 1000 --seconds 10 --rounds 1 --json"
        })
public final class LatencyCommand implements Callable<Integer> {

    /** The target: p99 within five floors and a commit interval. */
    private static final int FLOORS = 5;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--commit-ms",
            split = ",",
            paramLabel = "MS",
            defaultValue = "50,100,500",
            description = "Commit intervals (default: ${DEFAULT-VALUE}).")
    private List<Integer> commitMs = List.of();

    @Mixin
    private GuaranteeOption guarantee = new GuaranteeOption();

    @Option(
            names = "--rate",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000,10000",
            description = "Events a second (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Live tasks (default: ${DEFAULT-VALUE}).")
    private int tasks = 10_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long each is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "90",
            description = {
                "Seconds of load before that (default: ${DEFAULT-VALUE}). In the first minute compilers take",
                "half of two cores, and what is measured then is they."
            })
    private int warmUp = 90;

    @Option(
            names = "--places",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "snapshot,postgres,bridge",
            description = {
                "Where to look: ${COMPLETION-CANDIDATES}; the event always (default: ${DEFAULT-VALUE}).",
                "What leads to none of them is not started, so snapshot alone is the aggregator beside an idle PostgreSQL."
            })
    private List<Place> places = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private record Key(int commitMs, int rate, Place place) {}

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = new Progress(spec.commandLine().getErr());
        LatencyBench bench = new LatencyBench(options);
        Map<Key, Histogram> delays = new LinkedHashMap<>();
        Set<Place> looked = EnumSet.of(Place.EVENT);
        looked.addAll(places);
        for (int round = 0; round < options.rounds(); round++) {
            for (int rate : rates) {
                for (int interval : commitMs) {
                    bench.run(new LatencyRun(interval, guarantee.guarantee(), rate, tasks, warmUp, seconds, looked))
                            .forEach((place, histogram) -> {
                                progress.accept("%d ms, %,d/s, %s: p50 %.1f ms, p99 %.1f ms"
                                        .formatted(interval, rate, place, ms(histogram, 50), ms(histogram, 99)));
                                delays.merge(new Key(interval, rate, place), histogram, LatencyCommand::sum);
                            });
                }
            }
        }
        List<Measure> measures = new ArrayList<>();
        delays.forEach((key, histogram) -> measures.add(
                measure(key, histogram, delays.getOrDefault(new Key(key.commitMs, key.rate, Place.EVENT), histogram))));
        String note = "%,d live tasks, %d s a run after %d s of load.".formatted(tasks, seconds, warmUp);
        options.results(spec.commandLine().getOut(), (long) seconds * 20_000)
                .publish(guarantee.partOf(bench(looked)), BenchOptions.commandLine(spec), note, measures);
        return 0;
    }

    /** A part alone is no other run of the whole, so it gets a part of its own on the page. */
    private static String bench(Set<Place> looked) {
        return looked.size() == Place.values().length
                ? "latency"
                : "latency of "
                        + looked.stream()
                                .filter(place -> place != Place.EVENT)
                                .map(Place::toString)
                                .collect(Collectors.joining(" and "));
    }

    private static Histogram sum(Histogram one, Histogram other) {
        one.add(other);
        return one;
    }

    private Measure measure(Key key, Histogram delay, Histogram floor) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "latency");
        values.put("workload", "live");
        values.put("commitMs", key.commitMs);
        values.put("subject", key.place == Place.EVENT ? "floor" : "tracker");
        values.put("perSecond", key.rate);
        values.put("ratioToLimit", Measure.rounded(ms(delay, 99) / ms(floor, 99), 2));
        values.put("rounds", options.rounds());
        values.put("guarantee", guarantee.guarantee().toString());
        values.put("seenAs", key.place.toString());
        values.put("p50Ms", ms(delay, 50));
        values.put("p99Ms", ms(delay, 99));
        values.put("p999Ms", ms(delay, 99.9));
        values.put("floorP99Ms", ms(floor, 99));
        values.put("p99OverTarget", Measure.rounded(ms(delay, 99) / (FLOORS * ms(floor, 99) + key.commitMs), 2));
        values.put("samples", delay.getTotalCount());
        return new Measure(values);
    }

    private static double ms(Histogram micros, double percentile) {
        return Measure.rounded(micros.getValueAtPercentile(percentile) / 1000.0, 2);
    }
}
