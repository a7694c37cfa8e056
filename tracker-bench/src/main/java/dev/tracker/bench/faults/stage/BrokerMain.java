package dev.tracker.bench.faults.stage;

import dev.tracker.bench.run.Child;
import dev.tracker.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The child's end of a {@link Broker}. */
final class BrokerMain {

    private static final String HOST = "127.0.0.1:";

    /** Arguments: folder, port, port behind the proxy, port of the proxy. */
    public static void main(String[] arguments) {
        String controller = HOST + Ports.free();
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "listeners",
                "DIRECT://" + HOST + arguments[1] + ",PROXIED://" + HOST + arguments[2] + ",CONTROLLER://"
                        + controller);
        settings.put("advertised.listeners", "DIRECT://" + HOST + arguments[1] + ",PROXIED://" + HOST + arguments[3]);
        settings.put("listener.security.protocol.map", "DIRECT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "DIRECT");
        settings.put("controller.quorum.voters", "1@" + controller);
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), settings)) {
            Child.answer(broker.bootstrap());
            Thread watch = new Thread(
                    () -> broker.failure()
                            .toCompletableFuture()
                            .whenComplete(
                                    (failure, error) -> Runtime.getRuntime().halt(1)),
                    "end-on-failure");
            watch.setDaemon(true);
            watch.start();
            Child.awaitParent();
        }
        System.exit(0);
    }

    private BrokerMain() {}
}
