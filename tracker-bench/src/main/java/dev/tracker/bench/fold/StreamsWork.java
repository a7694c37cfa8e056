package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** Runs a topology to the end of the log. */
final class StreamsWork {

    static void run(Topology topology, Properties properties, FoldRun run, StopWatch watch)
            throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.bootstrap()));
                KafkaStreams streams = new KafkaStreams(topology, properties)) {
            LogEnd end = LogEnd.of(admin);
            streams.start();
            end.awaitCommitted(run.id(), () -> !streams.state().hasCompletedShutdown());
            watch.stop();
        }
    }

    private StreamsWork() {}
}
