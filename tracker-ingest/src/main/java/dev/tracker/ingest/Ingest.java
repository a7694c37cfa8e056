package dev.tracker.ingest;

import dev.tracker.core.cost.CostEstimator;
import dev.tracker.ingest.internal.access.Writers;
import dev.tracker.ingest.internal.events.Pricing;
import dev.tracker.ingest.internal.http.IngestHandler;
import dev.tracker.ingest.internal.send.EventSender;
import dev.tracker.ingest.internal.send.InFlight;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.server.Request;

/**
 * Takes events over HTTP and answers once Kafka has them. Has no server of its own: {@link #handler()} answers {@code /v1/...} in whatever server it is put into.
 *
 * <p>Safe for use by many threads.
 */
public final class Ingest implements AutoCloseable {

    /** What all its paths begin with. */
    public static final String PATHS = "/v1/";

    private final EventSender sender;
    private final IngestMetrics metrics;
    private final IngestHandler handler;

    private Ingest(IngestSettings settings) {
        IngestLimits limits = settings.limits();
        InFlight inFlight = new InFlight(limits.inFlightBytes());
        this.sender = new EventSender(
                settings.kafka(), settings.topic(), inFlight, limits.answerWithin(), limits.recentIds());
        this.metrics = new IngestMetrics(sender::health, inFlight::bytes);
        this.handler = IngestHandler.of(
                new Writers(settings.tokens(), limits.eventsPerSecond()),
                settings.topic(),
                sender,
                inFlight,
                limits,
                new Pricing(new CostEstimator(settings.prices())),
                metrics);
    }

    /**
     * Starts; Kafka need not be there yet.
     *
     * @throws IngestException if Kafka's client refuses its settings
     */
    public static Ingest start(IngestSettings settings) {
        try {
            return new Ingest(settings);
        } catch (KafkaException e) {
            throw new IngestException("Kafka's client refuses its settings: " + e.getMessage(), e);
        }
    }

    /** Answers all requests below {@link #PATHS}, and any others with 401 or 404. */
    public Request.Handler handler() {
        return handler;
    }

    /** Every route there is: method and path. */
    public List<String> routes() {
        return handler.routes();
    }

    /** How it is with the way to Kafka. */
    public IngestHealth health() {
        return sender.health();
    }

    /** What came in and what became of it. */
    public IngestMetrics metrics() {
        return metrics;
    }

    /** Sends what was taken, for at most some seconds; requests that are not answered by then are told that it failed. */
    @Override
    public void close() {
        sender.close();
    }
}
