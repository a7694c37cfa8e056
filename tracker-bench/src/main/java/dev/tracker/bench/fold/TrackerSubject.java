package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.topology.FoldMeters;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The aggregator itself, as its role runs it. */
final class TrackerSubject implements Subject {

    @Override
    public void work(FoldRun run, StopWatch watch) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.bootstrap()));
                Aggregator aggregator = new Aggregator(ClientSettings.aggregator(run), FoldMeters.NONE)) {
            LogEnd end = LogEnd.of(admin);
            aggregator.start();
            end.awaitCommitted(run.id(), () -> aggregator.lastFailure() == null);
            watch.stop();
        }
    }
}
