package dev.tracker.bridge;

import dev.tracker.bridge.internal.access.Gatekeeper;
import dev.tracker.bridge.internal.alerts.AlertsView;
import dev.tracker.bridge.internal.forms.FleetFigures;
import dev.tracker.bridge.internal.forms.RollupForms;
import dev.tracker.bridge.internal.history.TaskHistory;
import dev.tracker.bridge.internal.http.HttpServer;
import dev.tracker.bridge.internal.http.Parts;
import dev.tracker.bridge.internal.letters.DeadLetters;
import dev.tracker.bridge.internal.live.LiveViews;
import dev.tracker.bridge.internal.reading.TopicFollower;
import dev.tracker.bridge.internal.view.TopicReader;
import dev.tracker.schemas.topics.Topics;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The running bridge: reads the compacted topic and serves tasks, figures, health, live views and the page. It serves at once, and says that it is not ready
 * until it has read what is there.
 *
 * <p>Safe for use by many threads.
 */
public final class BridgeServer implements AutoCloseable {

    private final BridgeSettings settings;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final SnapshotView view;
    private final LiveViews live;
    private final Gatekeeper gatekeeper;
    private final HttpServer http;

    private BridgeServer(BridgeSettings settings, List<Mount> mounts, Clock clock) {
        this.settings = settings;
        try {
            TopicReader reader = TopicReader.start(settings.kafka(), settings.topic(), clock);
            closing.push(reader::close);
            this.view = new SnapshotView(reader);
            DeadLetters letters = new DeadLetters();
            closing.push(TopicFollower.start(settings.kafka(), "dead-letters", Topics.DEAD_LETTERS, letters)::close);
            AlertsView alerts = new AlertsView(clock);
            closing.push(TopicFollower.start(settings.kafka(), "alerts", Topics.ALERTS, alerts)::close);
            TaskHistory history = settings.database() == null ? null : TaskHistory.of(settings.database());
            if (history != null) {
                closing.push(history::close);
            }
            FleetFigures fleet = new FleetFigures(reader, this::viewers, letters::total, alerts::latest, clock);
            RollupForms rollups = new RollupForms(reader, clock);
            this.live = new LiveViews(reader, fleet, rollups, settings.limits(), clock);
            this.gatekeeper = new Gatekeeper(settings.tokens(), clock);
            this.http = HttpServer.start(
                    settings,
                    new Parts(reader, live, fleet, rollups, letters, alerts, history, gatekeeper, mounts, clock));
            closing.push(http::close);
            live.start();
            closing.push(live::close);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts with the system's clock; see {@link #start(BridgeSettings, Clock)}. */
    public static BridgeServer start(BridgeSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /**
     * The same with further handlers in its server.
     *
     * @param mounts each answers below a prefix of its own
     */
    public static BridgeServer start(BridgeSettings settings, List<Mount> mounts) {
        return new BridgeServer(settings, List.copyOf(mounts), Clock.systemUTC());
    }

    /**
     * Starts the bridge and returns once it listens.
     *
     * @param clock by which liveness and logins are judged
     * @throws BridgeException if the address is taken, the key cannot be read or Kafka's client refuses its settings
     */
    public static BridgeServer start(BridgeSettings settings, Clock clock) {
        return new BridgeServer(settings, List.of(), clock);
    }

    /** The port that it listens on, or did until it was closed. */
    public int port() {
        return http.port();
    }

    /** The page's address. */
    public String url() {
        return http.url();
    }

    /** A link that logs a browser in as the first token's bearer: once, within an hour. */
    public String newLoginLink() {
        return url() + "/login?token="
                + gatekeeper.newLoginLink(settings.tokens().get(0)).secret();
    }

    /** With what it was started. */
    public BridgeSettings settings() {
        return settings;
    }

    /** For tests: every route there is. */
    List<String> routes() {
        return http.routes();
    }

    /** What it knows. */
    public SnapshotView view() {
        return view;
    }

    /** How many viewers are connected. */
    public int viewers() {
        return live.viewers();
    }

    /** Says goodbye to viewers and stops. A second call does nothing. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
