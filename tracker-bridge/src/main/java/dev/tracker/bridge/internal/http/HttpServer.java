package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.BridgeException;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.bridge.internal.limit.AddressLimits;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty, set up for the bridge. */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_THREADS = 32;
    private static final long IDLE_MS = 30_000;
    private static final long STOP_MS = 2_000;

    /** Beyond the viewers: for everybody who asks something and goes. */
    private static final int FURTHER_CONNECTIONS = 1_000;

    /**
     * What may wait in the system's buffers for a client that does not take it; Linux doubles it. By itself the system would let megabytes wait, each of ten thousand viewers its own,
     * and a viewer that comes back would have to read them all. What waits here instead is a place in a view, and becomes its newest state.
     */
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private static final int BURST_SECONDS = 5;
    private static final double LOGINS_PER_SECOND = 0.5;
    private static final int LOGINS_BURST = 30;

    private final Server server;
    private final ServerConnector connector;
    private final BridgeSettings settings;
    private final Metrics metrics;
    private final List<Route> routes;
    private int port;

    private HttpServer(BridgeSettings settings, Parts parts) {
        this.settings = settings;
        this.metrics = new Metrics(parts);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("bridge-http");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setStopTimeout(STOP_MS);
        connector = new ServerConnector(server, Connections.factories(settings));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS);
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(settings.limits().maxViewers() + FURTHER_CONNECTIONS, server));
        server.setErrorHandler(new ProblemPages());
        Origins origins = new Origins(settings.allowedOrigins());
        LoginCookie cookie = new LoginCookie(settings.tls() != null, this::port);
        int perSecond = settings.limits().requestsPerSecond();
        routes = Routes.all(endpoints(parts, origins, cookie));
        server.setHandler(new BridgeHandler(
                new HostNames(settings.host(), settings.hostNames()),
                origins,
                new Authenticator(parts.gatekeeper(), cookie, origins),
                new AddressLimits(perSecond, (double) BURST_SECONDS * perSecond, System::nanoTime),
                routes,
                parts.mounts()));
    }

    private Endpoints endpoints(Parts parts, Origins origins, LoginCookie cookie) {
        return new Endpoints(
                new TaskEndpoints(parts.reader()),
                new HistoryEndpoints(parts.reader(), parts.history()),
                new FigureEndpoints(
                        parts.reader(),
                        parts.fleet(),
                        parts.rollups(),
                        parts.letters(),
                        parts.alerts(),
                        parts.live()::viewers,
                        settings.topic(),
                        parts.clock()),
                new LoginEndpoints(
                        parts.gatekeeper(),
                        cookie,
                        new AddressLimits(LOGINS_PER_SECOND, LOGINS_BURST, System::nanoTime),
                        this::url),
                new HealthEndpoints(parts.reader(), parts.live(), parts.clock()),
                new StreamEndpoint(parts.live(), origins),
                new SocketUpgrade(server, parts.live()),
                metrics);
    }

    /** @throws BridgeException if it cannot listen there */
    public static HttpServer start(BridgeSettings settings, Parts parts) {
        HttpServer http = new HttpServer(settings, parts);
        try {
            http.server.start();
            http.port = http.connector.getLocalPort();
            return http;
        } catch (Exception e) {
            http.close();
            throw failure(settings, e);
        }
    }

    private static BridgeException failure(BridgeSettings settings, Exception e) {
        String address = settings.host() + ":" + settings.port();
        String reason = e instanceof IOException && e.getCause() != null
                ? String.valueOf(e.getCause().getMessage())
                : String.valueOf(e.getMessage());
        return new BridgeException("The bridge cannot listen on " + address + ": " + reason, e);
    }

    /** The port that it listens on, or did until it was closed. */
    public int port() {
        return port;
    }

    /** The page's address. */
    public String url() {
        String host = settings.host();
        return (settings.tls() == null ? "http" : "https") + "://" + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + port;
    }

    /** Every route there is: method, path, who may ask, and what becomes of the connection. */
    public List<String> routes() {
        return routes.stream()
                .map(route -> route.method() + " " + route.path() + " " + route.access() + " " + route.kind())
                .toList();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The HTTP server did not stop in order", e);
        } finally {
            server.destroy();
            metrics.close();
        }
    }
}
