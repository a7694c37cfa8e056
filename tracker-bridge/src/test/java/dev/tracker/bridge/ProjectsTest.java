package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.embedded.EmbeddedBroker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the viewer of one project learns of another one: nothing. */
class ProjectsTest {

    @TempDir
    static Path directory;

    static EmbeddedBroker broker;
    static TaskFeed feed;
    static BridgeServer bridge;
    static BridgeClient shop;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        feed = new TaskFeed(broker.bootstrap());
        feed.by("alpha", "shop").start("ours", "Ours");
        feed.by("secret-agent", "lab").start("theirs", "Theirs").complete("theirs");
        feed.flush();
        bridge = BridgeServer.start(Bridges.settings(broker.bootstrap()));
        await().until(() -> bridge.view().health().ready() && bridge.view().size() == 2);
        shop = new BridgeClient(bridge, Bridges.SHOP);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        feed.close();
        broker.close();
    }

    @Test
    void shouldNotExistOverHttpWhenItIsOfAnotherProject() throws Exception {
        HttpResponse<String> list = shop.get("/api/tasks");
        assertThat(BridgeClient.parse(list.body()).findValuesAsText("taskId")).containsExactly("ours");
        assertThat(list.headers().firstValue("X-Total-Count")).contains("1");
        assertThat(shop.get("/api/tasks?project=lab").body()).isEqualTo("[]");
        assertThat(shop.get("/api/tasks?ids=theirs").body()).isEqualTo("[]");
        for (String path : List.of("", "/graph", "/tree", "/timeline", "/history")) {
            HttpResponse<String> theirs = shop.get("/api/tasks/theirs" + path);
            assertThat(theirs.statusCode()).as(path).isEqualTo(404);
            assertThat(theirs.body())
                    .isEqualTo(shop.get("/api/tasks/nobodys" + path).body());
        }
        for (String path : List.of("/api/summary", "/api/fleet")) {
            JsonNode counts = shop.json(path);
            assertThat(counts.path("tasks").asInt()).as(path).isEqualTo(1);
            assertThat(counts.path("byStatus").path("complete").asInt()).isZero();
            assertThat(counts.path("viewers").isNull()).isTrue();
            assertThat(counts.path("lag").isNumber()).isFalse();
        }
        for (String by : List.of("project", "agent", "tree")) {
            assertThat(shop.get("/api/rollups?by=" + by).body()).doesNotContain("lab", "secret-agent", "theirs");
        }
        assertThat(shop.json("/api/rollups?by=project").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void shouldNotBePushedWhenItIsOfAnotherProject() throws Exception {
        String bearer = BridgeClient.bearer(Bridges.SHOP);
        try (WatchingClient simple = WatchingClient.connect(bridge, "/ws", "Authorization", bearer);
                WatchingClient live = WatchingClient.connect(bridge, "/api/live", "Authorization", bearer);
                EventClient stream = EventClient.open(bridge, "/api/stream?view=changes", bearer)) {
            live.send("{\"type\":\"subscribe\",\"id\":\"list\",\"view\":\"tasks\",\"project\":[\"shop\",\"lab\"]}");
            live.send("{\"type\":\"subscribe\",\"id\":\"all\",\"view\":\"changes\"}");
            live.send("{\"type\":\"subscribe\",\"id\":\"fleet\",\"view\":\"fleet\",\"everyMs\":50}");
            live.send("{\"type\":\"subscribe\",\"id\":\"sums\",\"view\":\"rollups\",\"by\":\"agent\",\"everyMs\":50}");
            await().until(() -> !simple.ofType("ready").isEmpty()
                    && !live.ofType("ready").isEmpty()
                    && !live.ofType("snapshot").isEmpty()
                    && live.ofType("document").size() > 2
                    && !stream.ofType("ready").isEmpty());

            // When both change, theirs first
            feed.by("secret-agent", "lab").log("theirs", "told to nobody");
            feed.by("alpha", "shop").log("ours", "told").flush();

            // Then
            await().until(() -> simple.taskIds().size() == 2
                    && live.ofType("progress").size() == 2
                    && stream.ofType("progress").size() == 2
                    && !live.ofType("delta").isEmpty());
            JsonNode facets = live.ofType("snapshot").get(0).path("facets");
            assertThat(facets.path("projects").asInt()).isEqualTo(1);
            assertThat(facets.path("status").path("complete").asInt()).isZero();
            assertThat(live.ofType("ready").get(0).path("tasks").asInt()).isEqualTo(1);
            for (List<JsonNode> heard : List.of(simple.messages, live.messages, stream.messages())) {
                assertThat(heard.toString()).doesNotContain("theirs", "secret-agent", "\"lab\"");
            }
        }
    }
}
