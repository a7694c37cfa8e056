package dev.tracker.bench.fold;

import dev.tracker.bench.run.StopWatch;

/**
 * What one would write by hand: consumers, maps and transactional producers; at least once, producers that are flushed before the offsets are committed. Nothing of its state is durable: after a crash or a rebalance it would have to
 * read the log anew from its beginning.
 */
final class ConsumerSubject implements Subject {

    @Override
    public void work(FoldRun run, StopWatch watch) throws InterruptedException {
        PartitionThreads.run(run, watch, (thread, ends) -> {
            try (MapFold fold = new MapFold(run, thread, ends)) {
                fold.run();
            }
        });
    }
}
