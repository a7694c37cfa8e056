package dev.tracker.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of webhooks on this machine, which answers as it is told: once each as queued, and 204 otherwise. */
public final class WebhookReceiver implements AutoCloseable {

    /** Told instead of a status: answer never. */
    public static final int NEVER = 0;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A request that came in, and the answer that it got. */
    public record Got(String id, long timestamp, String signature, String body, int answered) {

        public JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        public String kind() {
            return json().path("data").path("kind").asText();
        }

        public String taskId() {
            return json().path("data").path("taskId").asText();
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Got> all = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int otherwise = 204;

    public WebhookReceiver() throws IOException {
        this(0);
    }

    public WebhookReceiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The answers to the next requests, in order. */
    public WebhookReceiver next(int... statuses) {
        for (int status : statuses) {
            answers.add(status);
        }
        return this;
    }

    /** The answer to all requests for which none is queued. */
    public WebhookReceiver always(int status) {
        otherwise = status;
        return this;
    }

    public WebhookReceiver header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/hook?key=in-the-address");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** In the order in which they came. */
    public List<Got> all() {
        return all;
    }

    /** Those that were confirmed, of that project. */
    public List<Got> taken(String projectId) {
        return all.stream()
                .filter(got -> got.answered() / 100 == 2)
                .filter(got ->
                        got.json().path("data").path("projectId").asText().equals(projectId))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer queued = answers.poll();
        int status = queued == null ? otherwise : queued;
        all.add(new Got(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(body, StandardCharsets.UTF_8),
                status));
        if (status == NEVER) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
