package dev.tracker.bench.sustained;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.Progress;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.BrokerProcess;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.bench.run.DatabaseServer;
import dev.tracker.bench.run.Measure;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.bench.workload.MadeWorkload;
import dev.tracker.bench.workload.RecordFile;
import dev.tracker.cli.Main;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Producer, broker, aggregator, sinks and PostgreSQL, each with processes of its own, at one rate for a while; then the audit. */
public final class SustainedBench {

    /** The load has come to its rate by then, and who fell behind on the way has caught up, if he can. */
    private static final int SETTLING_SECONDS = 20;

    private static final long BETWEEN_LOOKS_MS = 1000;
    private static final int DRAIN_SECONDS = 120;

    private final BenchOptions options;
    private final Progress progress;
    private final int perSecond;
    private final int seconds;
    private final int warmUp;
    private final int tasks;
    private final int commitMs;

    /**
     * @param perSecond events a second
     * @param seconds of load at that rate
     * @param warmUp seconds at a third of it before, at most {@code 3 * seconds}
     * @param tasks that the events are of, in random order
     * @param commitMs commit interval of the aggregator
     */
    public SustainedBench(
            BenchOptions options, Progress progress, int perSecond, int seconds, int warmUp, int tasks, int commitMs) {
        this.options = options;
        this.progress = progress;
        this.perSecond = perSecond;
        this.seconds = seconds;
        this.warmUp = warmUp;
        this.tasks = tasks;
        this.commitMs = commitMs;
    }

    /** Runs it. */
    public Measure run() throws InterruptedException {
        try (TempFolder work = options.workFolder("sustained")) {
            progress.accept("preparing %,d events".formatted(events()));
            Path prepared = work.path().resolve("events");
            new RecordFile(prepared, Topics.EVENTS).write(MadeWorkload.uniform(tasks), events());
            return run(work, prepared);
        }
    }

    private Measure run(TempFolder work, Path prepared) throws InterruptedException {
        try (BrokerProcess broker = BrokerProcess.start(work.path());
                DatabaseServer database = DatabaseServer.start(work.path())) {
            new TopicAdmin(broker.admin()).ensure(Topics.all(Topics.DEFAULT_PARTITIONS));
            String url = database.freshDatabase();
            List<String> arguments = List.of(
                    broker.bootstrap(), url, work.path().resolve("state").toString(), Integer.toString(commitMs));
            try (ChildJvm path = ChildJvm.start(
                            "sustained",
                            options.logFolder(work.path()),
                            options.jvm("sustained"),
                            WholePathMain.class,
                            arguments);
                    Lags lags = new Lags(broker.admin(), url)) {
                path.answer();
                return measure(broker.bootstrap(), url, work, prepared, lags);
            }
        }
    }

    /** Of the beginning, at a third of the rate. */
    private long easyEvents() {
        return (long) perSecond * warmUp / 3;
    }

    private long events() {
        return (long) perSecond * seconds + easyEvents();
    }

    private Measure measure(String bootstrap, String url, TempFolder work, Path prepared, Lags lags)
            throws InterruptedException {
        List<Lags.Sample> samples = new ArrayList<>();
        double took;
        try (ChildJvm producer = ChildJvm.start(
                "producer",
                options.logFolder(work.path()),
                List.of("-Xmx1g"),
                ProducerMain.class,
                List.of(bootstrap, prepared.toString(), Integer.toString(perSecond), Long.toString(easyEvents())))) {
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(producer::answer);
            while (!answer.isDone()) {
                samples.add(sample(lags));
                Thread.sleep(BETWEEN_LOOKS_MS);
            }
            took = Double.parseDouble(answer.get());
        } catch (ExecutionException e) {
            throw new BenchException("the producer failed: " + e.getMessage(), e);
        }
        double drained = drain(lags);
        String report = audit(bootstrap, url);
        progress.accept("audit: " + report);
        return measure(samples, (double) perSecond * seconds / (took - warmUp), drained);
    }

    private Lags.Sample sample(Lags lags) throws InterruptedException {
        Lags.Sample sample = lags.now();
        progress.accept("%,d events; behind: fold %,d, event rows %,d, snapshots %,d"
                .formatted(sample.produced(), sample.fold(), sample.events(), sample.snapshots()));
        return sample;
    }

    /** Seconds until no one is behind. */
    private double drain(Lags lags) throws InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            double waited = (System.nanoTime() - begin) / 1e9;
            Lags.Sample sample = sample(lags);
            if (sample.fold() <= 0 && sample.events() <= 0 && sample.snapshots() <= 0) {
                return waited;
            }
            if (waited > DRAIN_SECONDS) {
                throw new BenchException("still behind " + DRAIN_SECONDS + " s after the load: " + sample);
            }
            Thread.sleep(BETWEEN_LOOKS_MS / 4);
        }
    }

    private static String audit(String bootstrap, String url) {
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out);
        int code =
                Main.run(System.getenv(), both, both, "audit", "--bootstrap", bootstrap, "--jdbc-url", url, "--json");
        if (code != 0) {
            throw new BenchException("the audit is not ok: " + out);
        }
        return out.toString().strip();
    }

    private Measure measure(List<Lags.Sample> all, double achieved, double drained) {
        double firstAt = all.stream()
                .filter(sample -> sample.produced() > 0)
                .mapToDouble(Lags.Sample::atSeconds)
                .findFirst()
                .orElse(0);
        List<Lags.Sample> samples = all.stream()
                .filter(sample -> sample.atSeconds() > firstAt + warmUp + SETTLING_SECONDS)
                .toList();
        if (samples.isEmpty()) {
            throw new BenchException("too short to judge: give it more --seconds");
        }
        Trend fold = Trend.of(samples, Lags.Sample::fold);
        Trend events = Trend.of(samples, Lags.Sample::events);
        Trend snapshots = Trend.of(samples, Lags.Sample::snapshots);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bench", "sustained");
        values.put("workload", "uniform");
        values.put("commitMs", commitMs);
        values.put("subject", "tracker");
        values.put("perSecond", Math.round(achieved));
        values.put("ratioToLimit", Measure.rounded(achieved / perSecond, 3));
        values.put("rounds", 1);
        values.put("seconds", seconds);
        values.put("warmUp", warmUp);
        values.put("tasks", tasks);
        put(values, "fold", fold);
        put(values, "events", events);
        put(values, "snapshots", snapshots);
        values.put("drainSeconds", Measure.rounded(drained, 1));
        values.put(
                "flat",
                Boolean.toString(fold.isFlat(perSecond) && events.isFlat(perSecond) && snapshots.isFlat(perSecond)));
        values.put("audit", "ok");
        return new Measure(values);
    }

    private static void put(Map<String, Object> values, String who, Trend lag) {
        values.put(who + "Lag", Math.round(lag.median()));
        values.put(who + "LagMax", Math.round(lag.max()));
        values.put(who + "LagSlope", Measure.rounded(lag.slope(), 1));
    }
}
