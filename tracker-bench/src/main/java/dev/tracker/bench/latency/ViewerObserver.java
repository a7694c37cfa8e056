package dev.tracker.bench.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A viewer of the bridge that takes everything it is sent. */
final class ViewerObserver implements Observer, WebSocket.Listener {

    /** What a frame about a probe holds near its beginning. */
    private static final String MARK = "\"taskId\":\"probe-";

    private final ObjectMapper json = new ObjectMapper();
    private final Sightings sightings;
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;

    /** @param bridge its address, {@code http://host:port}, a blank and a token */
    ViewerObserver(String bridge, Probes probes) {
        int blank = bridge.indexOf(' ');
        String url = bridge.substring(0, blank);
        sightings = new Sightings(probes);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + bridge.substring(blank + 1))
                .buildAsync(URI.create(url.replaceFirst("^http", "ws") + "/ws"), this)
                .join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            if (message.indexOf(MARK) >= 0) {
                read(message.toString());
            }
            message.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void read(String text) {
        try {
            JsonNode task = json.readTree(text).path("data");
            int probe = Probes.ofTaskId(task.path("taskId").asText());
            if (probe >= 0) {
                sightings.saw(probe, task.path("iteration").asInt());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the bridge sent what is no JSON: " + text, e);
        }
    }

    @Override
    public Sightings sightings() {
        return sightings;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
