package dev.tracker.bench.bridge;

import com.sun.management.OperatingSystemMXBean;
import dev.tracker.bench.run.Child;
import dev.tracker.bench.run.Wait;
import dev.tracker.bridge.BridgeLimits;
import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The bridge in a JVM of its own. Answers with its port, token and how long it took to have read all; then, for each order, with the bytes of heap that are
 * left after a collection, the processor time used in nanoseconds and the viewers connected.
 */
public final class BridgeMain {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MAX_VIEWERS = 100_000;
    private static final int COLLECTIONS = 3;

    public static void main(String[] arguments) throws InterruptedException {
        // All viewers come from one address, and at once.
        BridgeLimits limits = new BridgeLimits(MAX_VIEWERS, 10_000, Duration.ofMinutes(10), MAX_VIEWERS);
        long started = System.nanoTime();
        try (BridgeServer bridge =
                BridgeServer.start(BridgeSettings.of(arguments[0]).withPort(0).withLimits(limits))) {
            Wait.until(
                    "the bridge has read all",
                    LOOK,
                    PATIENCE,
                    () -> bridge.view().health().ready());
            long readyMs = Duration.ofNanos(System.nanoTime() - started).toMillis();
            Child.answer(bridge.port() + " " + bridge.settings().tokens().get(0).secret() + " " + readyMs);
            while (Child.order() != null) {
                Child.answer(heap() + " " + cpu() + " " + bridge.viewers());
            }
        }
        System.exit(0);
    }

    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private BridgeMain() {}
}
