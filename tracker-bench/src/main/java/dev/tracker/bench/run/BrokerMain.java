package dev.tracker.bench.run;

import dev.tracker.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A broker in a JVM of its own; see {@link BrokerJvm}. Where Kafka's own program would end after a fault, this one does too.
 */
final class BrokerMain {

    /** The arguments are the broker's folder, its port, and a file with its settings. */
    public static void main(String[] arguments) {
        // Beside the wait for the parent: a node without a quorum does not come up, and must end with its parent all
        // the same.
        CompletableFuture<EmbeddedBroker> start = CompletableFuture.supplyAsync(() -> start(arguments));
        Child.awaitParent();
        if (!start.isDone()) {
            Runtime.getRuntime().halt(1);
        }
        start.join().close();
    }

    private static EmbeddedBroker start(String[] arguments) {
        try {
            Map<String, String> settings = SettingsFile.read(Path.of(arguments[2]));
            EmbeddedBroker broker =
                    EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), settings);
            broker.failure().thenAccept(BrokerMain::end);
            Child.answer(broker.bootstrap());
            return broker;
        } catch (IOException | RuntimeException | Error e) {
            end(e);
            throw new IllegalStateException(e);
        }
    }

    private static void end(Throwable fault) {
        fault.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    private BrokerMain() {}
}
