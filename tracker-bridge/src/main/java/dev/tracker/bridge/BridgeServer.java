package dev.tracker.bridge;

import dev.tracker.bridge.internal.http.HttpServer;
import dev.tracker.bridge.internal.push.Viewers;
import java.time.Clock;

/**
 * The running bridge: reads the compacted topic and serves tasks, health, live changes and the page. It serves at once, and says that it is not ready until
 * it has read what is there.
 *
 * <p>Safe for use by many threads.
 */
public final class BridgeServer implements AutoCloseable {

    private final BridgeSettings settings;
    private final SnapshotView view;
    private final Viewers viewers;
    private final HttpServer http;

    private BridgeServer(BridgeSettings settings, SnapshotView view, Viewers viewers, HttpServer http) {
        this.settings = settings;
        this.view = view;
        this.viewers = viewers;
        this.http = http;
    }

    /** Starts with the system's clock; see {@link #start(BridgeSettings, Clock)}. */
    public static BridgeServer start(BridgeSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /**
     * Starts the bridge and returns once it listens.
     *
     * @param clock by which liveness is judged
     * @throws BridgeException if the address is taken or Kafka's client refuses its settings
     */
    public static BridgeServer start(BridgeSettings settings, Clock clock) {
        SnapshotView view = SnapshotView.start(settings.kafka(), settings.topic(), clock);
        Viewers viewers = new Viewers(view, settings.maxViewers(), settings.snapshotLimit(), clock);
        try {
            HttpServer http = HttpServer.start(settings, view, viewers, clock);
            viewers.start();
            return new BridgeServer(settings, view, viewers, http);
        } catch (RuntimeException e) {
            viewers.close();
            view.close();
            throw e;
        }
    }

    /** The port that it listens on, or did until it was closed. */
    public int port() {
        return http.port();
    }

    /** The page's address. */
    public String url() {
        return "http://" + (settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host()) + ":"
                + port();
    }

    /** What it knows; to be closed by {@link #close()} only. */
    public SnapshotView view() {
        return view;
    }

    /** How many viewers are connected. */
    public int viewers() {
        return viewers.size();
    }

    /** Says goodbye to viewers and stops. A second call does nothing. */
    @Override
    public void close() {
        viewers.close();
        http.close();
        view.close();
    }
}
