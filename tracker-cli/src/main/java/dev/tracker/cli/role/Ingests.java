package dev.tracker.cli.role;

import dev.tracker.bridge.Mount;
import dev.tracker.cli.option.UserException;
import dev.tracker.core.cost.PriceTable;
import dev.tracker.ingest.Ingest;
import dev.tracker.ingest.IngestException;
import dev.tracker.ingest.IngestLimits;
import dev.tracker.ingest.IngestSettings;
import java.util.HashMap;
import java.util.Map;

/** Puts an ingest together with whoever may use it, and with the bridge's server. */
public final class Ingests {

    /**
     * One within the usual limits.
     *
     * @throws UserException if its settings are bad
     */
    public static Ingest start(String bootstrap, Map<String, String> kafka, Bearers bearers, PriceTable prices) {
        return start(bootstrap, kafka, bearers, prices, IngestLimits.DEFAULT);
    }

    static Ingest start(
            String bootstrap, Map<String, String> kafka, Bearers bearers, PriceTable prices, IngestLimits limits) {
        Map<String, String> client = new HashMap<>(kafka);
        client.put("bootstrap.servers", bootstrap);
        try {
            return Ingest.start(IngestSettings.of(client, bearers.senders())
                    .withLimits(limits)
                    .withPrices(prices));
        } catch (IllegalArgumentException | IngestException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The ingest as part of a bridge. */
    public static Mount mount(Ingest ingest) {
        return new Mount(Ingest.PATHS, ingest.handler(), ingest.metrics());
    }

    private Ingests() {}
}
