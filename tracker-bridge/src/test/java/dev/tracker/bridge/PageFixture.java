package dev.tracker.bridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tracker.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** A broker, a bridge and made-up tasks, which a browser test commands over HTTP: {@code POST /start?task=...}. */
final class PageFixture implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final TaskFeed feed;
    private final HttpServer control;
    private final BridgeSettings settings;
    private BridgeServer bridge;

    private PageFixture(Path directory) throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        feed = new TaskFeed(broker.bootstrap());
        MadeUpFleet.usual(feed, Instant.now());
        MadeUpFleet.hostile(feed, Instant.now());
        feed.flush();
        settings = BridgeSettings.of(broker.bootstrap()).withPort(0);
        bridge = BridgeServer.start(settings);
        Awaitility.await().until(() -> bridge.view().health().fresh());
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/", this::obey);
        control.start();
    }

    static PageFixture start(Path directory) throws Exception {
        return new PageFixture(directory);
    }

    /** For browsers: {@code GET /login?token=} would work once only. */
    String token() {
        return settings.tokens().get(0).secret();
    }

    String pageUrl() {
        return bridge.url();
    }

    String controlUrl() {
        return "http://127.0.0.1:" + control.getAddress().getPort();
    }

    private void obey(HttpExchange exchange) throws IOException {
        int status = 204;
        try (exchange) {
            try {
                Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
                act(exchange.getRequestURI().getPath(), query.getOrDefault("task", ""), query);
            } catch (RuntimeException e) {
                status = 500;
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void act(String command, String task, Map<String, String> query) {
        feed.by("ada", "shop").at(Instant.now());
        switch (command) {
            case "/start" -> feed.start(task, query.get("title"), "first criterion", "second criterion");
            case "/verify" -> feed.verify(task, 0);
            case "/log" -> feed.log(task, query.getOrDefault("message", ""));
            case "/complete" -> feed.complete(task);
            case "/remove" -> feed.tombstone(task);
            case "/many" -> {
                for (int i = 0; i < Integer.parseInt(query.getOrDefault("count", "0")); i++) {
                    feed.log("many-" + i % 2000, "line " + i);
                }
            }
            case "/stop-bridge" -> bridge.close();
            case "/start-bridge" -> bridge = BridgeServer.start(settings.withPort(bridge.port()));
            default -> throw new IllegalArgumentException(command);
        }
        feed.flush();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> map = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            map.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return map;
    }

    @Override
    public void close() {
        control.stop(0);
        bridge.close();
        feed.close();
        broker.close();
    }
}
