package dev.tracker.bench.faults.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A browser's copy of the tasks, kept over disconnections as a page keeps it, and a note of each version that was lower than one shown before: a page that shows a task twice as far and then once
 * has lied, whoever is to blame. Thread-safe.
 */
public final class ViewerCopy implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BEFORE_RECONNECT_MS = 100;

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, JsonNode> tasks = new ConcurrentHashMap<>();
    private final Map<String, Long> highest = new ConcurrentHashMap<>();
    /** By which the installation's bridge lets its viewers in. */
    public static final String TOKEN = "token-of-the-fault-harness";

    private final List<String> stepsBack = new CopyOnWriteArrayList<>();
    private final AtomicLong shown = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;
    private volatile boolean isClosed;

    /** @param port of the bridge, which need not be there yet */
    public ViewerCopy(int port) {
        address = URI.create("ws://127.0.0.1:" + port + "/ws");
        thread = new Thread(this::stayConnected, "viewer");
        thread.setDaemon(true);
        thread.start();
    }

    private void stayConnected() {
        try {
            while (!isClosed) {
                Connection connection = new Connection();
                try {
                    WebSocket socket = http.newWebSocketBuilder()
                            .connectTimeout(Duration.ofSeconds(2))
                            .header("Authorization", "Bearer " + TOKEN)
                            .buildAsync(address, connection)
                            .join();
                    connections.incrementAndGet();
                    connection.ended.await();
                    socket.abort();
                } catch (CompletionException e) {
                    // Not there yet, or not there any more.
                }
                Thread.sleep(BEFORE_RECONNECT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(String message) {
        JsonNode frame;
        try {
            frame = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the bridge sent what is no JSON: " + message, e);
        }
        switch (frame.path("type").asText()) {
            case "progress" -> shown(frame.path("data"));
            case "removed" -> tasks.remove(frame.path("taskId").asText());
            case "reset" -> tasks.clear();
            default -> {
                // How fresh everything is, say.
            }
        }
    }

    private void shown(JsonNode task) {
        shown.incrementAndGet();
        String taskId = task.path("taskId").asText();
        long version = task.path("version").asLong(-1);
        tasks.put(taskId, task);
        Long before = highest.merge(taskId, version, Math::max);
        if (version < before) {
            stepsBack.add(taskId + ": version " + before + " was shown, then " + version);
        }
    }

    /** Where it connects. */
    public URI address() {
        return address;
    }

    /** The tasks as they are shown now, in the dashboard form. */
    public Map<String, JsonNode> tasks() {
        return tasks;
    }

    /** Versions that went back, in words. */
    public List<String> stepsBack() {
        return stepsBack;
    }

    /** How many states were shown so far. */
    public long shown() {
        return shown.get();
    }

    /** How often it had to connect. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }

    private final class Connection implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                accept(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            ended.countDown();
        }
    }
}
