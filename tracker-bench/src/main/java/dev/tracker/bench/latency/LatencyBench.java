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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Runs the load once against servers of its own and says when it was seen where. */
final class LatencyBench {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final BenchOptions options;

    LatencyBench(BenchOptions options) {
        this.options = options;
    }

    /** Delays in microseconds by place. */
    Map<Place, Histogram> run(LatencyRun run) throws InterruptedException {
        try (TempFolder work = options.workFolder("latency");
                BrokerProcess broker = BrokerProcess.start(work.path());
                DatabaseServer database = DatabaseServer.start(work.path())) {
            new TopicAdmin(broker.admin()).ensure(Topics.all(Topics.DEFAULT_PARTITIONS));
            String name = "latency-%d-%d".formatted(run.commitMs(), run.eventsPerSecond());
            String jdbcUrl = database.freshDatabase();
            List<String> arguments = new ArrayList<>(List.of(
                    broker.bootstrap(),
                    jdbcUrl,
                    work.path().resolve("state").toString(),
                    Integer.toString(run.commitMs()),
                    run.guarantee().name()));
            run.places().forEach(place -> arguments.add(place.name()));
            try (ChildJvm pipeline = ChildJvm.start(
                    name, options.logFolder(work.path()), options.jvm(name), PipelineMain.class, arguments)) {
                return measure(run, broker.bootstrap(), jdbcUrl, pipeline.answer());
            }
        }
    }

    private static Map<Place, Histogram> measure(LatencyRun run, String bootstrap, String jdbcUrl, String bridge)
            throws InterruptedException {
        Probes probes = new Probes(run);
        Load load = new Load(run, probes);
        Map<Place, Observer> observers = new EnumMap<>(Place.class);
        try {
            for (Place place : run.places()) {
                observers.put(
                        place,
                        switch (place) {
                            case EVENT -> TopicObserver.ofEvents(bootstrap, probes);
                            case SNAPSHOT -> TopicObserver.ofSnapshots(bootstrap, probes);
                            case POSTGRES -> new TableObserver(jdbcUrl, probes);
                            case BRIDGE -> new ViewerObserver(bridge, probes);
                        });
            }
            load.send(bootstrap);
            Map<Place, Histogram> delays = new EnumMap<>(Place.class);
            for (Map.Entry<Place, Observer> each : observers.entrySet()) {
                await(each.getKey(), each.getValue().sightings(), load.iterations());
                delays.put(each.getKey(), each.getValue().sightings().copy());
            }
            return delays;
        } finally {
            observers.values().forEach(Observer::close);
        }
    }

    private static void await(Place place, Sightings sightings, int[] iterations) throws InterruptedException {
        Wait.until("every probe comes to " + place, BETWEEN_LOOKS, PATIENCE, () -> sightings.haveAll(iterations));
    }
}
