package dev.tracker.bridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tracker.embedded.EmbeddedBroker;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Outcome;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
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
import org.jspecify.annotations.Nullable;

/** A broker, a bridge and made-up tasks, which a browser test commands over HTTP: {@code POST /start?task=...}. */
final class PageFixture implements AutoCloseable {

    static final String TOKEN = "the-token-of-the-page-tests";

    private final EmbeddedBroker broker;
    private final TaskFeed feed;
    private final Churn churn;
    private final HttpServer control;
    private BridgeServer bridge;

    private PageFixture(Path directory) throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        feed = new TaskFeed(broker.bootstrap());
        churn = new Churn(feed, broker.bootstrap());
        MadeUpFleet.usual(feed, Instant.now());
        MadeUpFleet.family(feed, Instant.now());
        MadeUpFleet.hostile(feed, Instant.now());
        feed.flush();
        bridge = startBridge(0);
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/", this::obey);
        control.start();
    }

    static PageFixture start(Path directory) throws Exception {
        return new PageFixture(directory);
    }

    String pageUrl() {
        return bridge.url();
    }

    String controlUrl() {
        return "http://127.0.0.1:" + control.getAddress().getPort();
    }

    /** Returns once the bridge has read all; the token is the same each time, so that cookies stay good. */
    private BridgeServer startBridge(int port) {
        BridgeServer started = BridgeServer.start(
                BridgeSettings.of(broker.bootstrap()).withPort(port).withToken(TOKEN));
        Awaitility.await().until(() -> started.view().health().fresh());
        return started;
    }

    private void obey(HttpExchange exchange) throws IOException {
        int status = 200;
        byte[] body = {};
        try (exchange) {
            try {
                Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
                String answer = act(exchange.getRequestURI().getPath(), query.getOrDefault("task", ""), query);
                body = answer.getBytes(StandardCharsets.UTF_8);
            } catch (RuntimeException e) {
                status = 500;
                body = e.toString().getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String act(String command, String task, Map<String, String> query) {
        switch (command) {
            case "/stop-bridge" -> bridge.close();
            case "/start-bridge" -> bridge = startBridge(bridge.port());
            case "/churn" -> churn.start(number(query, "rate"), number(query, "tasks"));
            case "/calm" -> {
                return churn.stop();
            }
            default -> feed(command, task, query);
        }
        return "";
    }

    private void feed(String command, String task, Map<String, String> query) {
        synchronized (feed) {
            feed.by("ada", query.getOrDefault("project", "shop"))
                    .under(query.get("parent"))
                    .at(Instant.now());
            switch (command) {
                case "/start" -> feed.start(task, query.get("title"), "first criterion", "second criterion");
                case "/verify" -> feed.verify(task, 0);
                case "/log" -> feed.log(task, query.getOrDefault("message", ""));
                case "/complete" -> feed.complete(task);
                case "/fail" -> feed.event(task, e -> new ExecutionEvent.Complete(e, Outcome.FAILED));
                case "/spend" ->
                    feed.event(
                            task,
                            e -> new ExecutionEvent.Cost(
                                    e, Usd.of(0.42), new TokenCounts(100_000, 0, 0, 0), "small", true));
                case "/alert" -> alert(task);
                case "/remove" -> feed.tombstone(task);
                case "/many" -> many(number(query, "count"));
                default -> throw new IllegalArgumentException(command);
            }
            feed.flush();
        }
    }

    /** What the alerts role would say of a task, and of its project's budget. */
    private void alert(String task) {
        String now = Instant.now().toString();
        String spent = "\"projectId\":\"shop\",\"cost\":8.1,\"costEstimated\":8.1,\"budget\":10,\"costPerMinute\":0.5,"
                + "\"reachedAt\":\"" + Instant.now().plusSeconds(270) + "\",\"at\":\"" + now + "\"";
        feed.alert("budget/project/shop", "{\"scope\":\"project\",\"name\":\"shop\"," + spent + "}");
        feed.alert(
                "budget_80/task/10/" + task,
                "{\"kind\":\"budget_80\",\"scope\":\"task\",\"taskId\":\"" + task + "\",\"attempt\":1,\"since\":\""
                        + now + "\",\"text\":\"Port the importer: 80 % of the budget spent\",\"receivers\":{}," + spent
                        + "}");
    }

    /** So many tasks, one a second into the past, of 30 agents in 3 projects. */
    private void many(int count) {
        Instant now = Instant.now();
        for (int i = 0; i < count; i++) {
            feed.by("agent-" + i % 30, "project-" + i % 3).at(now.minusSeconds(i));
            feed.start(String.format("many-%06d", i), "One of many, " + i, "the only criterion");
        }
    }

    private static int number(Map<String, String> query, String name) {
        return Integer.parseInt(query.getOrDefault(name, "0"));
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> map = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                map.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return map;
    }

    @Override
    public void close() {
        churn.stop();
        control.stop(0);
        bridge.close();
        feed.close();
        broker.close();
    }
}
