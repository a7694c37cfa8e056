package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views that stay open, over both ways in, from a bridge on a real broker. */
class SubscriptionsTest {

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private TaskFeed feed;
    private BridgeServer bridge;
    private BridgeClient client;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        feed = new TaskFeed(broker.bootstrap());
        for (int i = 0; i < 5; i++) {
            feed.by(i < 3 ? "alpha" : "beta", "shop").start("task-" + i, "Task " + i, "a", "b");
        }
        feed.flush();
        bridge = BridgeServer.start(Bridges.settings(broker.bootstrap()));
        await().until(() -> bridge.view().health().ready() && bridge.view().size() == 5);
        client = new BridgeClient(bridge);
    }

    @AfterEach
    void stop() {
        bridge.close();
        feed.close();
        broker.close();
    }

    /** What a page does with what it is sent: holds the rows of a window in order. */
    private static final class Window {

        private final Map<String, JsonNode> rows = new LinkedHashMap<>();
        private List<String> order = new ArrayList<>();
        private String position = "";

        static Window of(List<JsonNode> messages) {
            Window window = new Window();
            messages.forEach(window::apply);
            return window;
        }

        private void apply(JsonNode message) {
            switch (message.path("type").asText()) {
                case "snapshot" -> {
                    rows.clear();
                    order = new ArrayList<>();
                    message.path("rows").forEach(row -> {
                        rows.put(row.path("taskId").asText(), row);
                        order.add(row.path("taskId").asText());
                    });
                }
                case "delta" -> {
                    assertThat(message.path("from").asText()).isEqualTo(position);
                    message.path("removed").forEach(id -> rows.remove(id.asText()));
                    message.path("rows")
                            .forEach(row -> rows.put(row.path("taskId").asText(), row));
                    if (message.has("order")) {
                        order = new ArrayList<>();
                        message.path("order").forEach(id -> order.add(id.asText()));
                    }
                }
                default -> {
                    return;
                }
            }
            position = message.path("position").asText();
        }

        List<String> shown() {
            List<String> shown = new ArrayList<>();
            order.forEach(
                    id -> shown.add(id + "@" + rows.get(id).path("version").asLong()));
            return shown;
        }
    }

    @Test
    void shouldKeepAWindowAsTheListIsWhenTasksChangeAtRandom() throws Exception {
        // Given
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/api/live")) {
            viewer.send("{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"tasks\",\"status\":[\"in_progress\"],"
                    + "\"sort\":\"-progress\",\"offset\":1,\"limit\":4,\"everyMs\":50}");
            await().until(() -> !viewer.ofType("snapshot").isEmpty());
            Random random = new Random(42);

            // When
            for (int i = 0; i < 400; i++) {
                String id = "task-" + random.nextInt(12);
                int dice = random.nextInt(20);
                if (dice == 0 && i > 20) {
                    feed.tombstone(id);
                } else if (dice == 1) {
                    feed.complete(id);
                } else if (dice < 6) {
                    feed.start(id, "Again", "a", "b", "c");
                } else {
                    feed.verify(id, random.nextInt(3));
                }
                if (i % 25 == 0) {
                    feed.flush();
                }
            }
            feed.start("last", "The last one", "a").flush();
            await().until(() -> bridge.view().find("last") != null);

            // Then
            JsonNode list = client.json("/api/tasks?status=in_progress&sort=-progress&form=row&limit=5");
            List<String> expected = new ArrayList<>();
            for (int i = 1; i < list.size(); i++) {
                expected.add(list.get(i).path("taskId").asText() + "@"
                        + list.get(i).path("version").asLong());
            }
            await().untilAsserted(
                            () -> assertThat(Window.of(viewer.messages).shown()).isEqualTo(expected));
            assertThat(viewer.ofType("delta")).isNotEmpty();
        }
    }

    @Test
    void shouldGoOnFromAPositionWhenAViewerComesBack() throws Exception {
        // Given
        String subscribe = "{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"tasks\",\"everyMs\":50%s}";
        String position;
        try (WatchingClient before = WatchingClient.connect(bridge, "/api/live")) {
            before.send(String.format(subscribe, ""));
            await().until(() -> !before.ofType("snapshot").isEmpty());
            position = before.ofType("snapshot").get(0).path("position").asText();
        }
        feed.verify("task-1", 0).flush();

        // When
        try (WatchingClient after = WatchingClient.connect(bridge, "/api/live")) {
            after.send(String.format(subscribe, ",\"position\":\"" + position + "\""));

            // Then
            await().until(() -> !after.ofType("delta").isEmpty());
            assertThat(after.ofContent().get(0).path("type").asText()).isEqualTo("resumed");
            assertThat(after.ofType("snapshot")).isEmpty();
            assertThat(after.ofType("delta").get(0).path("from").asText()).isEqualTo(position);
            assertThat(after.ofType("delta")
                            .get(0)
                            .path("rows")
                            .get(0)
                            .path("taskId")
                            .asText())
                    .isEqualTo("task-1");
            assertThat(after.ofType("delta").get(0).path("lagMs").asLong(-1)).isNotNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks", "changes"})
    void shouldSayResetWhenAPositionIsNotKnown(String view) throws Exception {
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/api/live")) {
            viewer.send("{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"" + view + "\",\"position\":\"old-1.7\"}");
            await().until(() -> viewer.ofContent().size() > 1);
            JsonNode first = viewer.ofContent().get(0);
            assertThat(first.path("type").asText()).isEqualTo("reset");
            assertThat(first.path("reason").asText()).isEqualTo("position_gone");
            assertThat(first.path("sub").asText()).isEqualTo("w");
        }
    }

    @Test
    void shouldResumeByLastEventIdWhenAnEventStreamIsOpenedAgain() throws Exception {
        // Given
        String bearer = BridgeClient.bearer(Bridges.VIEWER);
        String last;
        try (EventClient before = EventClient.open(bridge, "/api/stream?view=changes", bearer)) {
            await().until(() -> !before.ofType("ready").isEmpty());
            assertThat(before.ofType("progress")).hasSize(5);
            last = before.lastId();
        }
        feed.verify("task-3", 1).flush();

        // When
        try (EventClient after =
                EventClient.open(bridge, "/api/stream?view=changes", bearer, "Last-Event-ID: " + last)) {
            // Then
            await().until(() -> !after.ofType("progress").isEmpty());
            assertThat(after.ofType("resumed")).hasSize(1);
            assertThat(after.ofType("progress")
                            .get(0)
                            .path("data")
                            .path("taskId")
                            .asText())
                    .isEqualTo("task-3");
            assertThat(after.ofType("ready")).isEmpty();
        }
    }

    @Test
    void shouldCountEachFacetUnderTheOtherFiltersWhenAsked() throws Exception {
        feed.complete("task-0").flush();
        await().until(() -> client.json("/api/tasks?status=complete").size() == 1);
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/api/live")) {
            viewer.send(
                    "{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"tasks\",\"agent\":\"alpha\",\"status\":\"in_progress\"}");
            await().until(() -> !viewer.ofType("snapshot").isEmpty());
            JsonNode snapshot = viewer.ofType("snapshot").get(0);
            assertThat(snapshot.path("total").asInt()).isEqualTo(2);
            assertThat(snapshot.path("facets").path("status").path("complete").asInt())
                    .isEqualTo(1);
            assertThat(snapshot.path("facets")
                            .path("status")
                            .path("in_progress")
                            .asInt())
                    .isEqualTo(2);
            assertThat(snapshot.path("facets").path("agent").toString())
                    .isEqualTo("[{\"value\":\"alpha\",\"count\":2},{\"value\":\"beta\",\"count\":2}]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"dance\",\"id\":\"w\"}",
                "{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"tasks\",\"stauts\":\"failed\"}",
                "{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"tasks\",\"limit\":501}",
                "{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"tasks\",\"sort\":\"colour\"}",
                "{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"tasks\",\"q\":{\"a\":1}}",
                "{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"rollups\"}",
                "{\"type\":\"subscribe\",\"id\":\"<script>\",\"view\":\"tasks\"}"
            })
    void shouldSayWhatIsWrongAndStayWhenAMessageMakesNoSense(String message) throws Exception {
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/api/live")) {
            viewer.send(message);
            await().until(() -> !viewer.ofType("error").isEmpty());
            assertThat(viewer.ofType("error").get(0).path("status").asInt()).isEqualTo(400);
            assertThat(viewer.ofType("error").get(0).path("detail").asText()).isNotEmpty();
            viewer.send("{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"tasks\"}");
            await().until(() -> !viewer.ofType("snapshot").isEmpty());
        }
    }

    @Test
    void shouldSayGoodbyeWhenAViewerWantsTooMuch() throws Exception {
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/api/live")) {
            for (int i = 0; i < 9; i++) {
                viewer.send("{\"type\":\"subscribe\",\"id\":\"w" + i + "\",\"view\":\"fleet\"}");
            }
            await().until(() -> viewer.closeCode == 1008);
            assertThat(viewer.ofType("bye").get(0).path("code").asText()).isEqualTo("flood");
            await().until(() -> bridge.viewers() == 0);
        }
    }

    @Test
    void shouldPageThroughAllWhenTheCursorIsFollowed() throws Exception {
        List<String> seen = new ArrayList<>();
        String path = "/api/tasks?limit=2&sort=-title&form=row";
        while (path != null) {
            var response = client.get(path);
            seen.addAll(BridgeClient.parse(response.body()).findValuesAsText("taskId"));
            String link = response.headers().firstValue("Link").orElse(null);
            path = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(seen).containsExactly("task-4", "task-3", "task-2", "task-1", "task-0");
        assertThat(client.get("/api/tasks?cursor=x").statusCode()).isEqualTo(400);
    }
}
