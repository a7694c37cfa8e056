package dev.tracker.bench.faults.work;

import dev.tracker.bench.run.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A producer in a JVM of its own; sends until its parent closes its end, then waits for the last answers. */
public final class ProducerMain {

    private static final int TICK_MS = 50;
    private static final int TICKS_A_SECOND = 1000 / TICK_MS;

    /** More than that without an answer: Kafka is away, and a worker's own queue would be full. */
    private static final int MOST_IN_FLIGHT = 2_000;

    private static volatile boolean isEnding;

    /** Arguments: bootstrap, ledger, seed, prefix of task ids, events a second, {@link WorkerClock}. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread end = new Thread(
                () -> {
                    Child.awaitParent();
                    isEnding = true;
                },
                "await-end");
        end.setDaemon(true);
        end.start();
        Flow flow = new Flow(Long.parseLong(arguments[2]), arguments[3], WorkerClock.valueOf(arguments[5]));
        int batch = Math.max(1, Integer.parseInt(arguments[4]) / TICKS_A_SECOND);
        try (LedgerProducer producer = new LedgerProducer(arguments[0], Path.of(arguments[1]))) {
            while (!isEnding) {
                List<Outgoing> next = new ArrayList<>(producer.unanswered());
                if (producer.inFlight() < MOST_IN_FLIGHT) {
                    next.addAll(flow.next(batch));
                }
                producer.send(next);
                Thread.sleep(TICK_MS);
            }
            producer.flush();
        }
        System.exit(0);
    }

    private ProducerMain() {}
}
