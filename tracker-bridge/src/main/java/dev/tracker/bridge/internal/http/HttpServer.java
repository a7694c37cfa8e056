package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.BridgeException;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.bridge.SnapshotView;
import dev.tracker.bridge.internal.push.Viewers;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty, set up for the bridge. */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_THREADS = 32;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final long IDLE_MS = 30_000;
    private static final long STOP_MS = 2_000;

    /** Paths are matched as they were sent and name no files, so an encoded slash or percent sign is a character like any other. */
    private static final UriCompliance RAW_PATHS = new UriCompliance(
            "RAW_PATHS",
            EnumSet.of(
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                    UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                    UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                    UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                    UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));

    private final Server server;
    private final int port;

    private HttpServer(Server server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @throws BridgeException if it cannot listen there */
    public static HttpServer start(BridgeSettings settings, SnapshotView view, Viewers viewers, Clock clock) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("bridge-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(STOP_MS);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.setErrorHandler(new ProblemPages());
        server.setHandler(new BridgeHandler(
                settings, Routes.all(view, viewers, settings, clock), new SocketUpgrade(server, viewers)));
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw failure(settings, e);
        }
        return new HttpServer(server, connector.getLocalPort());
    }

    private static BridgeException failure(BridgeSettings settings, Exception e) {
        String address = settings.host() + ":" + settings.port();
        String reason = e instanceof IOException && e.getCause() != null
                ? String.valueOf(e.getCause().getMessage())
                : String.valueOf(e.getMessage());
        return new BridgeException("The bridge cannot listen on " + address + ": " + reason, e);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(RAW_PATHS);
        configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
        configuration.setSendServerVersion(false);
        return configuration;
    }

    /** The port that it listens on, or did until it was closed. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The HTTP server did not stop in order", e);
        } finally {
            server.destroy();
        }
    }
}
