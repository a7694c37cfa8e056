package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.embedded.EmbeddedBroker;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs get over HTTP, from a bridge on a real broker. */
class BridgeServerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String STRANGE = "a/b c%2F\u00e4\u6587\ud83d\ude00?#;x=..";

    @TempDir
    static Path directory;

    static EmbeddedBroker broker;
    static BridgeServer bridge;
    static BridgeClient client;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        try (TaskFeed feed = new TaskFeed(broker.bootstrap())) {
            feed.at(NOW.minusSeconds(30)).by("alpha", "shop");
            feed.start("one", "First task", "builds", "passes tests", "is documented", "is fast")
                    .verify("one", 2)
                    .create("one", "src/Main.java")
                    .log("one", "hello");
            feed.at(NOW.minusSeconds(20)).by("beta", "shop").start("two", null).complete("two");
            feed.at(NOW.minusSeconds(3600)).start("silent", "Not heard for an hour");
            feed.at(NOW.minusSeconds(10)).by("gamma", "lab").start(STRANGE, "A strange id");
            feed.start("gone", null).tombstone("gone");
            feed.raw("garbage", "{\"not\": a snapshot".getBytes(StandardCharsets.UTF_8));
            feed.raw("other", dev.tracker.schemas.json.SnapshotWriter.write(feed.task("one")));
        }
        bridge =
                BridgeServer.start(BridgeSettings.of(broker.bootstrap()).withPort(0), Clock.fixed(NOW, ZoneOffset.UTC));
        client = new BridgeClient(bridge);
        await().until(() -> client.get("/health/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        broker.close();
    }

    @Test
    void shouldListTasksNewestHeardFirstWhenAsked() throws Exception {
        // When
        HttpResponse<String> response = client.get("/api/tasks");
        JsonNode tasks = BridgeClient.parse(response.body());

        // Then
        assertThat(tasks.findValuesAsText("taskId")).containsExactly(STRANGE, "two", "one", "silent");
        assertThat(response.headers().firstValue("X-Total-Count")).contains("4");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(tasks.get(2).path("progress").asDouble()).isEqualTo(25.0);
        assertThat(tasks.findValuesAsText("liveness")).containsExactly("running", "ended", "running", "lost");
    }

    @Test
    void shouldListOnlyMatchingTasksWhenFiltered() throws Exception {
        assertThat(ids("?status=complete")).containsExactly("two");
        assertThat(ids("?project=shop&active=true")).containsExactly("one", "silent");
        assertThat(ids("?agent=gamma")).containsExactly(STRANGE);
        assertThat(ids("?q=FIRST")).containsExactly("one");
        assertThat(ids("?liveness=lost")).containsExactly("silent");
        assertThat(ids("?limit=1")).containsExactly(STRANGE);
        assertThat(client.get("/api/tasks?limit=1").headers().firstValue("X-Total-Count"))
                .contains("4");
    }

    private static List<String> ids(String query) throws Exception {
        return client.json("/api/tasks" + query).findValuesAsText("taskId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=-1", "limit=10001", "limit=x", "status=done", "active=1", "stauts=failed", "q=%ff"})
    void shouldRefuseWhenAParameterIsWrong(String query) throws Exception {
        // When
        HttpResponse<String> response = client.get("/api/tasks?" + query);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(BridgeClient.parse(response.body()).path("status").asInt()).isEqualTo(400);
    }

    @Test
    void shouldShowEverythingOfATaskWhenAskedForIt() throws Exception {
        // When
        JsonNode task = client.json("/api/tasks/one");

        // Then
        assertThat(task.path("status").asText()).isEqualTo("in_progress");
        assertThat(task.path("liveness").asText()).isEqualTo("running");
        assertThat(task.path("criteria").findValuesAsText("text"))
                .containsExactly("builds", "passes tests", "is documented", "is fast");
        assertThat(task.path("criteria").get(2).path("verified").asBoolean()).isTrue();
        assertThat(task.path("criteria").get(2).path("evidence").asText()).isEqualTo("observed");
        assertThat(task.path("files").get(0).path("path").asText()).isEqualTo("src/Main.java");
        assertThat(task.path("log").findValuesAsText("message")).contains("hello");
    }

    @Test
    void shouldFindATaskWhenItsIdHasSlashesPercentsAndUnicode() throws Exception {
        // Given
        String encoded =
                java.net.URLEncoder.encode(STRANGE, StandardCharsets.UTF_8).replace("+", "%20");

        // When
        JsonNode task = client.json("/api/tasks/" + encoded);
        JsonNode graph = client.json("/api/tasks/" + encoded + "/graph");

        // Then
        assertThat(task.path("taskId").asText()).isEqualTo(STRANGE);
        assertThat(graph.path("sessionId").asText()).isEqualTo("sess_" + STRANGE);
    }

    @Test
    void shouldGiveTheGraphFormWhenAskedForIt() throws Exception {
        // When
        JsonNode graph = client.json("/api/tasks/one/graph");

        // Then
        assertThat(graph.path("sessionId").asText()).isEqualTo("sess_one");
        assertThat(graph.path("criteria").findValuesAsText("status"))
                .containsExactly("pending", "pending", "pass", "pending");
    }

    @Test
    void shouldAnswerNotModifiedWhenTheAskerHoldsTheSameTask() throws Exception {
        // Given
        String etag = client.get("/api/tasks/one").headers().firstValue("ETag").orElseThrow();

        // When
        HttpResponse<String> again = client.get("/api/tasks/one", "If-None-Match", etag);

        // Then
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldCountTheFleetWhenAskedForTheSummary() throws Exception {
        // When
        JsonNode summary = client.json("/api/summary");

        // Then
        assertThat(summary.path("tasks").asInt()).isEqualTo(4);
        assertThat(summary.path("byStatus").path("in_progress").asInt()).isEqualTo(3);
        assertThat(summary.path("byStatus").path("complete").asInt()).isEqualTo(1);
        assertThat(summary.path("byLiveness").path("lost").asInt()).isEqualTo(1);
        assertThat(summary.path("lag").asInt()).isZero();
        assertThat(summary.path("unreadable").asInt()).isEqualTo(2);
    }

    @Test
    void shouldServeThePageWithAStrictPolicyWhenAskedForTheRoot() throws Exception {
        // When
        HttpResponse<String> page = client.get("/");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api",
                "/api/tasks/",
                "/api/tasks/unknown",
                "/api/tasks/gone",
                "/api/tasks/other",
                "/api/tasks/one/graph/x",
                "/web/index.html",
                "/style/base.css/../../app.js",
                "/vendor/..%2Fapp.js",
                "/..%2f..%2fetc%2fpasswd",
                "//etc/passwd"
            })
    void shouldAnswerNotFoundWhenThereIsNothing(String path) throws Exception {
        assertThat(client.status("GET " + path)).contains(" 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api/tasks/one%00",
                "/api/tasks/%ff",
                "/api/tasks/%zz",
                "/api/tasks/%"
            })
    void shouldRefuseWhenAPathIsMalformed(String path) throws Exception {
        assertThat(client.status("GET " + path)).contains(" 400 ");
    }

    @Test
    void shouldRefuseOtherMethodsWhenThePathIsKnown() throws Exception {
        // When
        String answer = client.raw(
                "DELETE /api/tasks/one HTTP/1.1",
                "Host: localhost",
                "Authorization: "
                        + BridgeClient.bearer(bridge.settings().tokens().get(0)));

        // Then
        assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD");
        assertThat(client.status("HEAD /api/tasks/one")).contains(" 200 ");
    }

    @Test
    void shouldRefuseWhenAddressOrHeadersAreTooLong() throws Exception {
        assertThat(client.status("GET /" + "x".repeat(10_000))).contains(" 414 ");
        assertThat(client.status("GET /", "X-Long: " + "x".repeat(10_000))).contains(" 431 ");
    }

    @Test
    void shouldAnswerErrorsOfJettyAsProblemsToo() throws Exception {
        assertThat(client.raw("GET /" + "x".repeat(10_000) + " HTTP/1.1", "Host: localhost"))
                .contains("application/problem+json")
                .contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8765", "127.0.0.1.evil.example", "localhost.evil.example"})
    void shouldRefuseWhenTheHostIsForeign(String host) throws Exception {
        assertThat(client.raw("GET /api/tasks HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.2:80", "[::1]:8765"})
    void shouldAnswerWhenTheHostIsALoopbackName(String host) throws Exception {
        assertThat(client.raw("GET /health/live HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }
}
