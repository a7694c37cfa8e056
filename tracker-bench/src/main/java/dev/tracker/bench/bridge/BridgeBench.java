package dev.tracker.bench.bridge;

import dev.tracker.bench.BenchOptions;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.BrokerProcess;
import dev.tracker.bench.run.ChildJvm;
import dev.tracker.bench.run.TempFolder;
import dev.tracker.bench.run.Wait;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.TopicAdmin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the points: broker, bridge and viewers in JVMs of their own, the feed and the plain consumer in this one. */
final class BridgeBench {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BenchOptions options;
    private final String bridgeHeap;

    /** @param bridgeHeap option of its JVM */
    BridgeBench(BenchOptions options, String bridgeHeap) {
        this.options = options;
        this.bridgeHeap = bridgeHeap;
    }

    BridgeFigures run(BridgePoint point) throws InterruptedException {
        try (TempFolder work = options.workFolder("bridge");
                BrokerProcess broker = BrokerProcess.start(work.path())) {
            new TopicAdmin(broker.admin()).ensure(Topics.all(Topics.DEFAULT_PARTITIONS));
            try (Feed feed = new Feed(broker.bootstrap(), point.tasks())) {
                feed.fill();
                return run(point, work.path(), broker.bootstrap(), feed);
            }
        }
    }

    private BridgeFigures run(BridgePoint point, Path work, String bootstrap, Feed feed) throws InterruptedException {
        Path logs = options.logFolder(work);
        try (ChildJvm bridge =
                        ChildJvm.start("bridge", logs, List.of(bridgeHeap), BridgeMain.class, List.of(bootstrap));
                FloorConsumer floor = new FloorConsumer(bootstrap)) {
            String[] ready = bridge.answer().split(" ", -1);
            long heapWithoutViewers = usage(bridge)[0];
            try (ChildJvm viewers = ChildJvm.start(
                    "viewers", logs, List.of("-Xmx512m"), ViewersMain.class, List.of(ready[0], ready[1]))) {
                viewers.answer();
                connect(point, bridge, viewers);
                feed.run(point.rate(), point.warmUp());
                floor.begin();
                ask(viewers, "begin");
                long[] before = usage(bridge);
                long started = System.nanoTime();
                feed.run(point.rate(), point.seconds());
                long nanos = System.nanoTime() - started;
                String[] end = ask(viewers, "end").split(" ", -1);
                long[] after = usage(bridge);
                return new BridgeFigures(
                        point,
                        Long.parseLong(end[0]),
                        Long.parseLong(end[1]),
                        Long.parseLong(end[2]),
                        Long.parseLong(end[3]),
                        Long.parseLong(end[4]),
                        after[1] - before[1],
                        nanos,
                        after[0],
                        heapWithoutViewers,
                        Long.parseLong(ready[2]),
                        floor.delays().copy());
            }
        }
    }

    private static void connect(BridgePoint point, ChildJvm bridge, ChildJvm viewers) throws InterruptedException {
        ask(viewers, "viewers " + point.viewers());
        ask(viewers, "stopped " + point.stopped());
        long wanted = point.viewers() + (long) point.stopped();
        Wait.until("all viewers are connected", LOOK, PATIENCE, () -> usage(bridge)[2] == wanted);
    }

    private static String ask(ChildJvm child, String order) {
        child.order(order);
        return child.answer();
    }

    /** Heap in bytes, processor time in nanoseconds, viewers. */
    private static long[] usage(ChildJvm bridge) {
        String[] parts = ask(bridge, "usage").split(" ", -1);
        if (parts.length != 3) {
            throw new BenchException("the bridge answers " + String.join(" ", parts));
        }
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])};
    }
}
