package dev.tracker.bench.fold;

import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.StopWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Deals the partitions of the log out to as many threads as the aggregator has. */
final class PartitionThreads {

    /** One thread's part of the work. */
    @FunctionalInterface
    interface Part {
        /**
         * Reads its partitions up to their ends.
         *
         * @param thread its number, from 0
         */
        void read(int thread, Map<TopicPartition, Long> ends);
    }

    static void run(FoldRun run, StopWatch watch, Part part) throws InterruptedException {
        List<Map<TopicPartition, Long>> shares = shares(run);
        ExecutorService threads = Executors.newFixedThreadPool(FoldRun.THREADS);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < shares.size(); i++) {
                int thread = i;
                parts.add(threads.submit(() -> part.read(thread, shares.get(thread))));
            }
            for (Future<?> each : parts) {
                each.get();
            }
            watch.stop();
        } catch (ExecutionException e) {
            throw new BenchException(run.subject() + " has failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Map<TopicPartition, Long>> shares(FoldRun run) throws InterruptedException {
        List<Map<TopicPartition, Long>> shares = new ArrayList<>();
        for (int i = 0; i < FoldRun.THREADS; i++) {
            shares.add(new HashMap<>());
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.bootstrap()))) {
            LogEnd.of(admin)
                    .offsets()
                    .forEach((partition, end) ->
                            shares.get(partition.partition() % FoldRun.THREADS).put(partition, end));
        }
        return shares;
    }

    private PartitionThreads() {}
}
