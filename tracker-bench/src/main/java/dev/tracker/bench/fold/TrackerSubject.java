package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.topology.FoldMeters;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The aggregator itself, as its role runs it or, if strict, committing as often while it is behind as while it keeps up. */
final class TrackerSubject implements Subject {

    private final boolean strict;

    TrackerSubject(boolean strict) {
        this.strict = strict;
    }

    @Override
    public void work(FoldRun run, StopWatch watch) throws InterruptedException {
        AggregatorSettings usual = ClientSettings.aggregator(run);
        AggregatorSettings settings = strict ? usual.withCatchUpInterval(run.commitInterval()) : usual;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.bootstrap()));
                Aggregator aggregator = new Aggregator(settings, FoldMeters.NONE)) {
            LogEnd end = LogEnd.of(admin);
            aggregator.start();
            end.awaitCommitted(run.id(), () -> aggregator.lastFailure() == null);
            watch.stop();
        }
    }
}
