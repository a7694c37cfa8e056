package dev.tracker.bench.run;

import dev.tracker.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;

/** A broker in a JVM of its own; see {@link BrokerProcess}. */
final class BrokerMain {

    /** All threads of a subject join before the first record is handed out, and what a run leaves behind goes at once. */
    private static final Map<String, String> SETTINGS =
            Map.of("group.initial.rebalance.delay.ms", "1000", "log.segment.delete.delay.ms", "1000");

    /** The argument is the broker's folder. */
    public static void main(String[] arguments) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0, SETTINGS)) {
            Child.answer(broker.bootstrap());
            Child.awaitParent();
        }
    }

    private BrokerMain() {}
}
