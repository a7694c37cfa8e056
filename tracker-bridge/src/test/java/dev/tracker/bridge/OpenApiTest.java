package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tracker.embedded.EmbeddedBroker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document, held against the routes and their real answers. */
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    static EmbeddedBroker broker;
    static BridgeServer bridge;
    static BridgeClient client;
    static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        try (TaskFeed feed = new TaskFeed(broker.bootstrap())) {
            MadeUpFleet.usual(feed, Instant.now());
            MadeUpFleet.hostile(feed, Instant.now());
            feed.flush();
        }
        bridge = BridgeServer.start(Bridges.settings(broker.bootstrap()));
        client = new BridgeClient(bridge);
        await().until(() -> bridge.view().health().ready() && bridge.view().size() > 36);
        String served = client.get("/api/openapi.yaml").body();
        document = new ObjectMapper(new YAMLFactory()).readTree(served);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        broker.close();
    }

    private static void require(String schema, String json) throws Exception {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", document.path("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(JSON.writeValueAsString(root), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .as("%s: %s", schema, json)
                .isEmpty();
    }

    @Test
    void shouldNameEveryRouteWhenItIsNotAFileOfThePage() {
        Set<String> routes = new TreeSet<>();
        for (String route : bridge.routes()) {
            String[] parts = route.split(" ", -1);
            boolean isFile = parts[1].equals("/") || parts[1].matches("/(?!api/)([a-z]+/)*[^/]*\\.[a-zA-Z]+");
            if (!isFile) {
                routes.add(parts[0].toLowerCase(java.util.Locale.ROOT) + " " + parts[1]);
            }
        }
        Set<String> documented = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation.getKey().equals("parameters")) {
                        documented.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        assertThat(documented).isEqualTo(routes);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tasks/task-1000, Full",
        "/api/tasks/task-1000/graph, Graph",
        "/api/tasks/task-1000/tree, Tree",
        "/api/tasks/task-1000/timeline, Timeline",
        "/api/tasks/task-1000/history, History",
        "/api/rollups?by=project, Rollups",
        "/api/rollups?by=agent, Rollups",
        "/api/rollups?by=tree, Rollups",
        "/api/fleet, Fleet",
        "/api/summary, Summary",
        "/api/dead-letters, DeadLetters",
        "/api/alerts, Alerts",
        "/api/session, Session",
        "/api/tasks/unknown, Problem",
        "/api/tasks?limit=0, Problem",
    })
    void shouldAnswerInTheDocumentedForm(String path, String schema) throws Exception {
        require(schema, client.get(path).body());
    }

    @Test
    void shouldListInTheDocumentedForms() throws Exception {
        for (JsonNode task : client.json("/api/tasks")) {
            require("Dashboard", task.toString());
        }
        for (JsonNode task : client.json("/api/tasks?form=row")) {
            require("Row", task.toString());
        }
    }

    @Test
    void shouldPushInTheDocumentedForms() throws Exception {
        try (WatchingClient viewer = WatchingClient.connect(bridge, "/api/live");
                TaskFeed feed = new TaskFeed(broker.bootstrap())) {
            viewer.send("{\"type\":\"subscribe\",\"id\":\"a\",\"view\":\"tasks\",\"everyMs\":50}");
            viewer.send("{\"type\":\"subscribe\",\"id\":\"b\",\"view\":\"changes\",\"position\":\"gone\"}");
            viewer.send("{\"type\":\"subscribe\",\"id\":\"c\",\"view\":\"fleet\",\"everyMs\":50}");
            viewer.send("{\"type\":\"subscribe\",\"id\":\"d\",\"view\":\"rollups\",\"by\":\"agent\",\"everyMs\":50}");
            viewer.send("{\"type\":\"subscribe\",\"id\":\"e\",\"view\":\"none\"}");
            await().until(() -> !viewer.ofType("ready").isEmpty()
                    && !viewer.ofType("snapshot").isEmpty());
            feed.start("new", "New").tombstone("new").flush();
            feed.start("newer", "Newer").flush();
            await().until(() -> !viewer.ofType("delta").isEmpty()
                    && viewer.ofType("document").size() > 4
                    && viewer.taskIds().contains("newer"));
            for (JsonNode message : viewer.messages) {
                require("ServerMessage", message.toString());
            }
        }
    }

    @Test
    void shouldSaveTheBodyWhenTheAskerHasItAlready() throws Exception {
        for (String path : new String[] {
            "/api/tasks?status=complete", "/api/tasks/task-1111", "/api/tasks/task-1111/tree", "/api/rollups?by=tree"
        }) {
            HttpResponse<String> first = client.get(path);
            HttpResponse<String> second = client.get(
                    path, "If-None-Match", first.headers().firstValue("ETag").orElseThrow());
            assertThat(second.statusCode()).as(path).isEqualTo(304);
            assertThat(second.body()).isEmpty();
        }
    }
}
