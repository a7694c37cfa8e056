package dev.tracker.cli.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tracker.bridge.AccessToken;
import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.cli.SharedStack;
import dev.tracker.cli.dev.TestStack;
import dev.tracker.cli.option.TokenFile;
import dev.tracker.core.cost.PriceTable;
import dev.tracker.ingest.Ingest;
import dev.tracker.ingest.WriteToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An ingest within a bridge: who may do what in one server. */
@ExtendWith(SharedStack.class)
class WriterTest {

    private static final String OPERATOR = "operator-0123456789abcdef";
    private static final String WRITER = "writer-0123456789abcdef";
    private static final Bearers BEARERS =
            new Bearers(List.of(AccessToken.operator(OPERATOR)), List.of(new WriteToken("ci", WRITER, Set.of("shop"))));

    private final HttpClient http = HttpClient.newHttpClient();
    private final String taskId = "writer-" + UUID.randomUUID();

    private HttpResponse<String> ask(String method, String url, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldReadNothingWhenItMayWrite(TestStack stack) throws Exception {
        String bootstrap = stack.endpoints().bootstrap();
        try (Ingest ingest = Ingests.start(bootstrap, Map.of(), BEARERS, PriceTable.NONE);
                BridgeServer bridge = BridgeServer.start(
                        BridgeSettings.of(bootstrap).withPort(0).withTokens(BEARERS.readers()),
                        List.of(Ingests.mount(ingest)))) {
            // Given every route of the bridge, which its own document names
            String url = bridge.url();
            JsonNode document = new ObjectMapper(new YAMLFactory())
                    .readTree(
                            ask("GET", url + "/api/openapi.yaml", OPERATOR, "").body());
            Set<String> open = Set.of("/health/live", "/health/ready", "/login");
            Set<String> answers = new HashSet<>();

            // When
            for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
                for (String method : List.of("get", "post")) {
                    if (path.getValue().has(method) && !open.contains(path.getKey())) {
                        HttpResponse<String> answer = ask(
                                method.toUpperCase(Locale.ROOT),
                                url + path.getKey().replace("{id}", "one"),
                                WRITER,
                                "");
                        assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(401);
                        answers.add(answer.body());
                    }
                }
            }
            for (String path : List.of("/", "/index.html", "/app.js", "/none")) {
                answers.add(ask("GET", url + path, WRITER, "").body());
            }
            answers.add(ask("GET", url + "/api/tasks", "", "").body());
            answers.add(ask("POST", url + "/v1/events", "", "").body());
            answers.add(ask("POST", url + "/v1/events", "unknown-0123456789abcdef", "")
                    .body());

            // Then
            assertThat(document.path("paths").size()).isGreaterThan(15);
            assertThat(answers).hasSize(1);
            String event = "{\"taskId\":\"" + taskId + "\",\"agentId\":\"a\",\"type\":\"start\"}";
            assertThat(ask("POST", url + "/v1/events", WRITER, event).statusCode())
                    .isEqualTo(200);
            assertThat(ask("GET", url + "/metrics", OPERATOR, "").body())
                    .contains("tracker_ingest_events_total{outcome=\"accepted\"} 1.0");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ask("GET", url + "/api/tasks/" + taskId, OPERATOR, "")
                            .body()
                            .contains("\"projectId\":\"shop\""));
        }
    }

    @Test
    void shouldTakeEventsAndTracesWhenItIsDev(TestStack stack) throws Exception {
        String url = stack.endpoints().url();
        String token = TokenFile.read(Path.of(stack.endpoints().tokenFile()));
        String trace = UUID.randomUUID().toString().replace("-", "");
        String event = "{\"taskId\":\"" + taskId + "\",\"agentId\":\"a\",\"type\":\"start\",\"title\":\"Hi\"}";
        String spans = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"" + trace
                + "\",\"spanId\":\"00000000000000ab\",\"name\":\"invoke_agent Tutor\",\"attributes\":[{\"key\":\"gen_ai.operation.name\","
                + "\"value\":{\"stringValue\":\"invoke_agent\"}}]}]}]}]}";

        assertThat(ask("POST", url + "/v1/events", token, event).statusCode()).isEqualTo(200);
        assertThat(ask("POST", url + "/v1/traces", token, spans).statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> ask("GET", url + "/api/tasks/" + taskId, token, "").statusCode() == 200
                        && ask("GET", url + "/api/tasks/" + trace, token, "")
                                .body()
                                .contains("\"complete\""));
    }
}
