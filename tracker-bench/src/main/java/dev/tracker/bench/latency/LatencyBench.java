package dev.tracker.bench.latency;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.run.BrokerProcess;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.bench.run.DatabaseServer;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.bench.run.Wait;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Runs the load once against servers of its own and says when it was seen where. */
final class LatencyBench {

    /** The place that is the floor of all others. */
    static final String FLOOR = "event";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final BenchOptions options;

    LatencyBench(BenchOptions options) {
        this.options = options;
    }

    /** Delays in microseconds by place. */
    Map<String, Histogram> run(LatencyRun run) throws InterruptedException {
        try (TempFolder work = options.workFolder("latency");
                BrokerProcess broker = BrokerProcess.start(work.path());
                DatabaseServer database = DatabaseServer.start(work.path())) {
            new TopicAdmin(broker.admin()).ensure(Topics.all(Topics.DEFAULT_PARTITIONS));
            String name = "latency-%d-%d".formatted(run.commitMs(), run.eventsPerSecond());
            String jdbcUrl = database.freshDatabase();
            try (ChildJvm pipeline = ChildJvm.start(
                    name,
                    options.logFolder(work.path()),
                    options.jvm(name),
                    PipelineMain.class,
                    List.of(
                            broker.bootstrap(),
                            jdbcUrl,
                            work.path().resolve("state").toString(),
                            Integer.toString(run.commitMs()),
                            run.guarantee().name()))) {
                return measure(run, broker.bootstrap(), jdbcUrl, pipeline.answer());
            }
        }
    }

    private static Map<String, Histogram> measure(LatencyRun run, String bootstrap, String jdbcUrl, String bridge)
            throws InterruptedException {
        Probes probes = new Probes(run);
        Load load = new Load(run, probes);
        Map<String, Observer> observers = new LinkedHashMap<>();
        try {
            observers.put(FLOOR, TopicObserver.ofEvents(bootstrap, probes));
            observers.put("snapshot", TopicObserver.ofSnapshots(bootstrap, probes));
            observers.put("postgres", new TableObserver(jdbcUrl, probes));
            observers.put("bridge", new ViewerObserver(bridge, probes));
            load.send(bootstrap);
            Map<String, Histogram> delays = new LinkedHashMap<>();
            for (Map.Entry<String, Observer> each : observers.entrySet()) {
                await(each.getKey(), each.getValue().sightings(), load.iterations());
                delays.put(each.getKey(), each.getValue().sightings().copy());
            }
            return delays;
        } finally {
            observers.values().forEach(Observer::close);
        }
    }

    private static void await(String place, Sightings sightings, int[] iterations) throws InterruptedException {
        Wait.until("every probe comes to " + place, BETWEEN_LOOKS, PATIENCE, () -> sightings.haveAll(iterations));
    }
}
