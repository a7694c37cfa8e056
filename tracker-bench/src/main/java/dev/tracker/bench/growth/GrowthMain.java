package dev.tracker.bench.growth;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracker.bench.run.Child;
import dev.tracker.bench.run.Wait;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.topology.FoldMeters;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

/** The aggregator in a JVM of its own, at its default settings. It answers with its {@link StartUp}, then to orders. */
final class GrowthMain {

    /** Order: what the process has used so far, as {@link Usage}. */
    static final String USAGE = "usage";

    /** Order: collect garbage and say how many bytes of the heap are in use then. */
    static final String HEAP = "heap";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The arguments are Kafka's address and the folder of the state. */
    public static void main(String[] arguments) throws Exception {
        AggregatorSettings settings = AggregatorSettings.of(arguments[0], Path.of(arguments[1]));
        try (Aggregator aggregator = new Aggregator(settings, FoldMeters.NONE)) {
            endOnFailure(aggregator);
            RestoreWatch watch = new RestoreWatch();
            aggregator.streams().setGlobalStateRestoreListener(watch);
            aggregator.start();
            Wait.until("the aggregator is ready", BETWEEN_LOOKS, PATIENCE, aggregator::isReady);
            Child.answer(JSON.writeValueAsString(watch.ready()));
            for (String order = Child.order(); order != null; order = Child.order()) {
                Child.answer(JSON.writeValueAsString(order.equals(HEAP) ? heap() : Usage.now()));
            }
        }
        System.exit(0);
    }

    /** The aggregator would try again for ever; a measurement with a death in it is none. */
    private static void endOnFailure(Aggregator aggregator) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (aggregator.lastFailure() == null) {
                            Thread.sleep(200);
                        }
                        Runtime.getRuntime().halt(1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "end-on-failure");
        watch.setDaemon(true);
        watch.start();
    }

    private static long heap() {
        // Twice: the first finds what only cleaners hold.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private GrowthMain() {}
}
