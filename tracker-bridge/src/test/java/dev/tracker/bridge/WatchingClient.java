package dev.tracker.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A viewer that keeps every message it gets. */
final class WatchingClient implements WebSocket.Listener, AutoCloseable {

    final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    volatile int closeCode;
    private final StringBuilder partial = new StringBuilder();
    private final boolean reads;
    private @Nullable WebSocket socket;

    private WatchingClient(boolean reads) {
        this.reads = reads;
    }

    static WatchingClient connect(BridgeServer bridge, String path, String... headers) throws Exception {
        return connect(bridge, path, true, headers);
    }

    /** One that never asks for a message. */
    static WatchingClient connectWithoutReading(BridgeServer bridge) throws Exception {
        return connect(bridge, "/ws", false);
    }

    private static WatchingClient connect(BridgeServer bridge, String path, boolean reads, String... headers)
            throws Exception {
        WatchingClient client = new WatchingClient(reads);
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (!List.of(headers).contains("Authorization")) {
            builder.header(
                    "Authorization",
                    BridgeClient.bearer(bridge.settings().tokens().get(0)));
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        client.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + bridge.port() + path), client)
                .get(10, TimeUnit.SECONDS);
        return client;
    }

    /** The status of the answer to a handshake that proves nothing by itself. */
    static int handshake(BridgeServer bridge, String path, String... headers) throws Exception {
        String[] lines = {
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
        };
        return new BridgeClient(bridge).anonymousStatus("GET " + path, headers[0] + ": " + headers[1], lines);
    }

    void send(String text) throws Exception {
        if (socket != null) {
            socket.sendText(text, true).get(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                messages.add(BridgeClient.parse(partial.toString()));
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + partial, e);
            }
            partial.setLength(0);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closeCode = statusCode;
        return null;
    }

    List<JsonNode> ofType(String type) {
        return messages.stream()
                .filter(message -> type.equals(message.path("type").asText()))
                .toList();
    }

    /** All but heartbeats. */
    List<JsonNode> ofContent() {
        return messages.stream()
                .filter(message -> !"heartbeat".equals(message.path("type").asText()))
                .toList();
    }

    /** The ids of the tasks pushed, in order. */
    List<String> taskIds() {
        return ofType("progress").stream()
                .map(message -> message.path("data").path("taskId").asText())
                .toList();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
