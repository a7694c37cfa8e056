package dev.tracker.cli.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.cli.option.DashboardOptions.Dashboard;
import dev.tracker.cli.option.UserException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to the dashboard's {@code /api/live} that connects anew, with back-off, whenever it breaks, and then asks again for the same views. All that
 * happens on it happens within {@link #poll}; one message at most waits to be taken, the rest waits at the bridge. For one thread.
 */
public final class LiveLine implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final long USUAL_HEARTBEAT_MS = 5_000;
    private static final int SILENT_HEARTBEATS = 3;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private sealed interface Signal {
        int line();
    }

    private record Opened(int line, WebSocket socket) implements Signal {}

    private record Text(int line, String text) implements Signal {}

    private record Broken(int line, String reason, boolean isRefused) implements Signal {}

    private final Supplier<Dashboard> dashboards;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Map<String, String> subscriptions = new LinkedHashMap<>();

    private Dashboard dashboard;
    private @Nullable WebSocket socket;
    private int line;
    private boolean isConnecting;
    private LineState state = new LineState(false, System.nanoTime(), null, false);
    private long heardAt;
    private long heartbeatMs = USUAL_HEARTBEAT_MS;
    private long retryAt = System.nanoTime();
    private long pauseMs = FIRST_PAUSE_MS;
    private @Nullable String farewell;
    private CompletableFuture<WebSocket> sending = new CompletableFuture<>();

    /**
     * Connects at the first {@link #poll}.
     *
     * @param dashboards asked before each try: a restarted {@code dev} may be elsewhere
     */
    public LiveLine(Supplier<Dashboard> dashboards) {
        this.dashboards = dashboards;
        this.dashboard = dashboards.get();
    }

    /** Where it leads. */
    public String url() {
        return dashboard.url();
    }

    public LineState state() {
        return state;
    }

    /** Asks for a view, in place of the one of the same {@code id}; asks again after each reconnection. */
    public void subscribe(String id, Map<String, ?> view) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "subscribe");
        message.put("id", id);
        message.putAll(view);
        try {
            String text = MAPPER.writeValueAsString(message);
            if (!text.equals(subscriptions.put(id, text))) {
                send(text);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a view must be made of texts, numbers and lists", e);
        }
    }

    /** Wants the view no more. */
    public void unsubscribe(String id) {
        if (subscriptions.remove(id) != null) {
            send("{\"type\":\"unsubscribe\",\"id\":\"" + id + "\"}");
        }
    }

    /** The next message, or null if none came in that time. */
    public @Nullable JsonNode poll(Duration patience) throws InterruptedException {
        keepUp();
        Signal signal = signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (signal == null || signal.line() != line) {
            return null;
        }
        if (signal instanceof Opened opened) {
            open(opened.socket());
            return null;
        }
        if (signal instanceof Broken broken) {
            down(broken.reason(), broken.isRefused());
            return null;
        }
        return take(((Text) signal).text());
    }

    private void keepUp() {
        long now = System.nanoTime();
        if (socket != null && now - heardAt > TimeUnit.MILLISECONDS.toNanos(SILENT_HEARTBEATS * heartbeatMs)) {
            down("it fell silent", false);
        }
        if (socket == null && !isConnecting && now - retryAt >= 0) {
            connect();
        }
    }

    private void connect() {
        int attempt = ++line;
        isConnecting = true;
        try {
            dashboard = dashboards.get();
        } catch (UserException e) {
            down(String.valueOf(e.getMessage()), false);
            return;
        }
        URI uri = dashboard.at("/api/live");
        String scheme = "https".equals(uri.getScheme()) ? "wss" : "ws";
        CompletableFuture<WebSocket> opening = http.newWebSocketBuilder()
                .header("Authorization", dashboard.authorization())
                .connectTimeout(CONNECT_TIMEOUT)
                .buildAsync(
                        URI.create(
                                scheme + uri.toString().substring(uri.toString().indexOf(':'))),
                        new Ear(attempt));
        CompletableFuture<Void> unused = opening.handle((opened, failure) -> {
            signals.add(opened == null ? broken(attempt, failure) : new Opened(attempt, opened));
            return null;
        });
    }

    private static Broken broken(int attempt, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            boolean isRefused = status == UNAUTHORIZED || status == FORBIDDEN;
            return new Broken(
                    attempt,
                    isRefused ? "it does not accept the token (" + status + ")" : "it answers " + status,
                    isRefused);
        }
        String message = cause.getMessage();
        return new Broken(attempt, "nothing answers" + (message == null ? "" : " (" + message + ")"), false);
    }

    private void open(WebSocket opened) {
        socket = opened;
        sending = CompletableFuture.completedFuture(opened);
        isConnecting = false;
        state = LineState.up();
        heardAt = System.nanoTime();
        farewell = null;
        subscriptions.values().forEach(this::send);
        opened.request(1);
    }

    private @Nullable JsonNode take(String text) {
        heardAt = System.nanoTime();
        pauseMs = FIRST_PAUSE_MS;
        WebSocket open = socket;
        if (open != null) {
            open.request(1);
        }
        try {
            JsonNode message = MAPPER.readTree(text);
            String type = message.path("type").asText();
            if (type.equals("heartbeat")) {
                heartbeatMs = Math.max(1, message.path("everyMs").asLong(USUAL_HEARTBEAT_MS));
            } else if (type.equals("bye")) {
                farewell = message.path("reason").asText();
                pauseMs =
                        Math.max(pauseMs, Math.min(message.path("retryAfterMs").asLong(), LONGEST_PAUSE_MS));
            }
            return message;
        } catch (JsonProcessingException e) {
            down("it does not speak as a Tracker dashboard does", false);
            return null;
        }
    }

    private void down(String reason, boolean isRefused) {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        // What a given up line still says is passed over.
        line++;
        socket = null;
        isConnecting = false;
        long since = state.isUp() || state.trouble() == null ? System.nanoTime() : state.sinceNanos();
        state = new LineState(false, since, farewell == null ? reason : farewell, isRefused);
        farewell = null;
        retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }

    private void send(String text) {
        WebSocket open = socket;
        if (open != null) {
            // A second text must not be sent before the first is away.
            sending = sending.handle((before, failure) -> open).thenCompose(to -> to.sendText(text, true));
        }
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        line++;
        socket = null;
    }

    /** Hears one connection; on the client's threads. */
    private final class Ear implements WebSocket.Listener {

        private final int attempt;
        private final StringBuilder partial = new StringBuilder();

        Ear(int attempt) {
            this.attempt = attempt;
        }

        /** Messages are asked for one by one, from the first on. */
        @Override
        public void onOpen(WebSocket from) {}

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                signals.add(new Text(attempt, partial.toString()));
                partial.setLength(0);
            } else {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            signals.add(new Broken(attempt, "it closed the line" + (reason.isEmpty() ? "" : ": " + reason), false));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            signals.add(new Broken(attempt, "the line broke (" + failure.getMessage() + ")", false));
        }
    }
}
