package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers get over WebSocket, from a bridge on a real broker. */
class LiveViewTest {

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private TaskFeed feed;
    private BridgeServer bridge;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        feed = new TaskFeed(broker.bootstrap());
    }

    @AfterEach
    void stop() {
        if (bridge != null) {
            bridge.close();
        }
        feed.close();
        broker.close();
    }

    private void serve(BridgeSettings settings) {
        feed.flush();
        bridge = BridgeServer.start(settings);
        await().until(() -> bridge.view().health().ready());
    }

    private BridgeSettings settings() {
        return BridgeSettings.of(broker.bootstrap()).withPort(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/", "/ws?anything=1"})
    void shouldPushTheSnapshotAndThenEachChangeWhenAViewerConnects(String path) throws Exception {
        // Given
        feed.start("one", "First", "a", "b")
                .at(feed.task("one").clocks().lastHeardAt().plusSeconds(1));
        feed.start("two", "Second");
        serve(settings());

        try (WatchingClient viewer = WatchingClient.connect(bridge, path)) {
            await().until(() -> !viewer.ofType("ready").isEmpty());
            assertThat(viewer.ofContent().subList(0, 3))
                    .extracting(message -> message.path("type").asText())
                    .containsExactly("progress", "progress", "ready");
            assertThat(viewer.taskIds()).containsExactly("one", "two");

            // When
            feed.verify("one", 1).flush();

            // Then
            await().until(() -> viewer.taskIds().size() == 3);
            JsonNode data = viewer.ofType("progress").get(2).path("data");
            assertThat(data.path("taskId").asText()).isEqualTo("one");
            assertThat(data.path("criteriaVerified").asInt()).isEqualTo(1);
            assertThat(data.path("progress").asDouble()).isEqualTo(50.0);
        }
    }

    @Test
    void shouldPreferActiveTasksWhenNotAllFitIntoTheSnapshot() throws Exception {
        // Given
        feed.start("done", null).complete("done");
        feed.start("running", null);
        serve(settings().withLimits(BridgeLimits.of(10, 1)));

        // When
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws")) {
            await().until(() -> !viewer.ofType("ready").isEmpty());

            // Then
            assertThat(viewer.taskIds()).containsExactly("running");
            assertThat(viewer.ofType("ready").get(0).path("sent").asInt()).isEqualTo(1);
            assertThat(viewer.ofType("ready").get(0).path("tasks").asInt()).isEqualTo(2);
        }
    }

    @Test
    void shouldTellViewersAndForgetTheTaskWhenATombstoneComes() throws Exception {
        // Given
        feed.start("one", null);
        serve(settings());
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws")) {
            await().until(() -> viewer.taskIds().contains("one"));

            // When
            feed.tombstone("one").flush();

            // Then
            await().until(() -> !viewer.ofType("removed").isEmpty());
            assertThat(viewer.ofType("removed").get(0).path("taskId").asText()).isEqualTo("one");
            assertThat(new BridgeClient(bridge).get("/api/tasks/one").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldNeverGoBackWhenAnOlderSnapshotComesAgain() throws Exception {
        // Given
        feed.start("one", null);
        byte[] older = dev.tracker.schemas.json.SnapshotWriter.write(feed.task("one"));
        feed.log("one", "newer");
        serve(settings());

        // When
        feed.raw("one", older).start("marker", null).flush();
        await().until(() -> bridge.view().find("marker") != null);

        // Then
        assertThat(bridge.view().find("one")).isEqualTo(feed.task("one"));
    }

    @Test
    void shouldServeTheOthersWhenAViewerDoesNotRead() throws Exception {
        // Given
        serve(settings());
        try (WatchingClient stuck = WatchingClient.connectWithoutReading(bridge);
                WatchingClient reader = WatchingClient.connect(bridge, "/ws")) {
            await().until(() -> bridge.viewers() == 2);

            // When more is pushed than fits between the two ends
            String filler = "x".repeat(250);
            for (int i = 0; i < 3_000; i++) {
                feed.log("task-" + i % 20, i + filler);
            }
            feed.log("last", "end").flush();

            // Then
            await().until(() -> reader.taskIds().contains("last"));
            assertThat(stuck.messages).isEmpty();
            assertThat(bridge.viewers()).isEqualTo(2);
        }
    }

    /** What waits for a viewer is its place and not what it has missed, in the system's buffers neither. */
    @Test
    void shouldHaveLittleWaitingWhenAViewerDoesNotRead() throws Exception {
        // Given
        serve(settings());
        String filler = "x".repeat(250);
        try (Socket stuck = new Socket("127.0.0.1", bridge.port());
                WatchingClient reader = WatchingClient.connect(bridge, "/ws")) {
            watch(stuck);
            await().until(() -> bridge.viewers() == 2);

            // When
            for (int round = 0; round < 20; round++) {
                for (int task = 0; task < 300; task++) {
                    feed.log("task-" + task, round + filler);
                }
                feed.start("round-" + round, null).flush();
                String marker = "round-" + round;
                await().until(() -> reader.taskIds().contains(marker));
            }

            // Then: the state of all tasks, which is about a megabyte, and what had gone out before
            long sent = reader.messages.stream()
                    .mapToLong(message -> message.toString().length())
                    .sum();
            assertThat(sent).isGreaterThan(12_000_000);
            assertThat(untilQuiet(stuck)).isLessThan(2_500_000);
        }
    }

    @Test
    void shouldIgnoreWhatViewersSayWhenItIsShort() throws Exception {
        // Given
        serve(settings());
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws")) {
            await().until(() -> !viewer.ofType("ready").isEmpty());

            // When
            viewer.send("{\"type\":\"nonsense\"");
            feed.start("one", null).flush();

            // Then
            await().until(() -> viewer.taskIds().contains("one"));
        }
    }

    @Test
    void shouldCloseWhenAViewerSaysTooMuch() throws Exception {
        // Given
        serve(settings());
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws")) {
            // When
            viewer.send("x".repeat(70_000));

            // Then
            await().until(() -> viewer.closeCode == 1009);
            await().until(() -> bridge.viewers() == 0);
        }
    }

    @Test
    void shouldRefuseWhenThereAreTooManyViewers() throws Exception {
        // Given
        serve(settings().withLimits(BridgeLimits.of(1, 10)));
        try (WatchingClient first = WatchingClient.connect(bridge, "/ws")) {
            await().until(() -> !first.ofType("ready").isEmpty());

            // When, then
            assertThat(handshake("/ws")).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "http://evil.example", "http://localhost:1", "http://127.0.0.1.evil.example", "file://"})
    void shouldRefuseTheUpgradeWhenThePageIsForeign(String origin) throws Exception {
        serve(settings());
        assertThat(handshake("/ws", "Origin", origin)).isEqualTo(403);
        assertThat(handshake("/", "Origin", origin)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:", "http://localhost:", "http://[::1]:"})
    void shouldAcceptTheUpgradeWhenThePageIsOurs(String origin) throws Exception {
        serve(settings());
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws", "Origin", origin + bridge.port())) {
            await().until(() -> !viewer.ofType("ready").isEmpty());
        }
    }

    @Test
    void shouldDemandTheTokenEverywhereButForHealthWhenOneIsSet() throws Exception {
        // Given
        String token = "0123456789abcdef0123";
        serve(settings().withToken(token));
        BridgeClient client = new BridgeClient(bridge);
        List<String> paths =
                List.of("/", "/index.html", "/app.js", "/api/tasks", "/api/tasks/x", "/api/summary", "/ws", "/no");

        // When, then
        Set<String> refusals = new java.util.HashSet<>();
        for (String path : paths) {
            for (String[] headers : new String[][] {
                {},
                {"Authorization", "Bearer wrong"},
                {"Authorization", token},
                {"Authorization", "Bearer " + token + "x"}
            }) {
                var response = client.anonymously(path, headers);
                assertThat(response.statusCode()).as(path).isEqualTo(401);
                refusals.add(response.body());
            }
        }
        assertThat(refusals).hasSize(1);
        assertThat(client.anonymously("/health/live").statusCode()).isEqualTo(200);
        assertThat(client.get("/api/tasks", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(handshake("/ws", "Authorization", "Bearer wrong")).isEqualTo(401);
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/ws", "Authorization", "Bearer " + token)) {
            await().until(() -> !viewer.ofType("ready").isEmpty());
        }
    }

    private int handshake(String path, String... headers) {
        var refusal = new java.util.concurrent.atomic.AtomicInteger();
        assertThatThrownBy(() -> WatchingClient.connect(bridge, path, headers))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> refusal.set(e.getResponse().statusCode()));
        return refusal.get();
    }

    /** Opens a WebSocket by hand, to read of it when one likes. */
    private void watch(Socket socket) throws IOException {
        String[] lines = {
            "GET /ws HTTP/1.1",
            "Host: 127.0.0.1:" + bridge.port(),
            "Authorization: " + BridgeClient.bearer(bridge.settings().tokens().get(0)),
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            ""
        };
        socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads until nothing has come for a second; returns how many bytes it was. */
    private static long untilQuiet(Socket socket) throws IOException {
        socket.setSoTimeout(1_000);
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try {
            for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
                bytes += count;
            }
        } catch (SocketTimeoutException e) {
            return bytes;
        }
        throw new AssertionError("the bridge has closed it after " + bytes + " bytes");
    }
}
