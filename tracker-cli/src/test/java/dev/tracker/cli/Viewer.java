package dev.tracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.option.Endpoints;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page that watches: keeps every message that the bridge pushes. */
final class Viewer implements WebSocket.Listener, AutoCloseable {

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static Viewer connect(Endpoints endpoints, String path) throws Exception {
        Viewer viewer = new Viewer();
        viewer.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", Ran.bearer(endpoints))
                .buildAsync(URI.create(endpoints.url().replaceFirst("^http", "ws") + path), viewer)
                .get(10, TimeUnit.SECONDS);
        return viewer;
    }

    /** The forms of one task, in the order in which they came. */
    List<JsonNode> seen(String taskId) {
        return messages.stream()
                .filter(message -> message.path("type").asText().equals("progress"))
                .map(message -> message.path("data"))
                .filter(data -> data.path("taskId").asText().equals(taskId))
                .toList();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(Ran.parse(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private Viewer() {}
}
