package dev.tracker.streams.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers {@code GET /health/live}, {@code /health/ready} (200, or 503 with the reasons) and {@code /metrics} (Prometheus text) of a process without other
 * HTTP. It knows no users: keep it on the loopback interface or a network of its own. Thread-safe.
 */
public final class HealthServer implements AutoCloseable {

    /** The address unless another is wanted. */
    public static final String DEFAULT_BIND = "127.0.0.1";

    private static final int THREADS = 4;
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<HealthCheck> live;
    private final List<HealthCheck> ready;
    private final PrometheusMeterRegistry metrics;

    private HealthServer(
            HttpServer server, List<HealthCheck> live, List<HealthCheck> ready, PrometheusMeterRegistry metrics) {
        this.server = server;
        this.live = List.copyOf(live);
        this.ready = List.copyOf(ready);
        this.metrics = metrics;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "tracker-health");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts to listen.
     *
     * @param bind the address or host name to listen on
     * @param port 0 to 65535, 0 for any free one
     * @param live what must hold for the process to be worth keeping: fails only where a new start would help
     * @param ready what must hold for it to do its work now
     * @param metrics shown under {@code /metrics}; stays the caller's to close
     * @throws UncheckedIOException if it can't listen there
     */
    public static HealthServer start(
            String bind, int port, List<HealthCheck> live, List<HealthCheck> ready, PrometheusMeterRegistry metrics) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByName(bind), port), 0);
            HealthServer server = new HealthServer(http, live, ready, metrics);
            http.setExecutor(server.threads);
            http.createContext("/", server::answer);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the health server can't listen on " + bind + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                reply(exchange, 405, TEXT, "only GET and HEAD\n".getBytes(StandardCharsets.UTF_8));
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/health/live" -> reply(exchange, HealthReport.of(live));
                case "/health/ready" -> reply(exchange, HealthReport.of(ready));
                case "/metrics" ->
                    reply(exchange, 200, PROMETHEUS, metrics.scrape().getBytes(StandardCharsets.UTF_8));
                default ->
                    reply(
                            exchange,
                            404,
                            TEXT,
                            "see /health/live, /health/ready, /metrics\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void reply(HttpExchange exchange, HealthReport report) throws IOException {
        reply(exchange, report.ok() ? 200 : 503, JSON, report.toJson());
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops at once, also in the middle of an answer. A second call does nothing. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
