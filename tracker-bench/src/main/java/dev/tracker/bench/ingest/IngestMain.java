package dev.tracker.bench.ingest;

import dev.tracker.bench.run.Child;
import dev.tracker.ingest.Ingest;
import dev.tracker.ingest.IngestAddress;
import dev.tracker.ingest.IngestLimits;
import dev.tracker.ingest.IngestServer;
import dev.tracker.ingest.IngestSettings;
import dev.tracker.ingest.WriteToken;
import java.util.List;
import java.util.Map;

/** The ingest in a JVM of its own, with its usual limits but for the rate of a token. Answers with its port. Argument: bootstrap. */
public final class IngestMain {

    static final String TOKEN = "bench-0123456789abcdef";

    public static void main(String[] arguments) {
        IngestSettings settings = IngestSettings.of(
                        Map.of("bootstrap.servers", arguments[0]), List.of(new WriteToken("bench", TOKEN, null)))
                .withLimits(IngestLimits.DEFAULT.withEventsPerSecond(100_000_000));
        try (Ingest ingest = Ingest.start(settings);
                IngestServer server = IngestServer.start(ingest, IngestAddress.local(0))) {
            Child.answer(Integer.toString(server.port()));
            Child.awaitParent();
        }
        System.exit(0);
    }

    private IngestMain() {}
}
