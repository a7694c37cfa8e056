package dev.tracker.streams.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<String> databaseProblem = new AtomicReference<>();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private HealthServer server;

    @BeforeEach
    void start() {
        server = HealthServer.start(
                HealthServer.DEFAULT_BIND,
                0,
                List.of(new HealthCheck("streams", () -> null)),
                List.of(
                        new HealthCheck("streams", () -> null),
                        new HealthCheck("database", databaseProblem::get),
                        new HealthCheck("odd", () -> {
                            if ("boom".equals(databaseProblem.get())) {
                                throw new IllegalStateException("with a secret");
                            }
                            return null;
                        })),
                metrics);
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldBeReadyWhenAllChecksHold() throws Exception {
        HttpResponse<String> answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"up\",\"checks\":[{\"name\":\"streams\",\"ok\":true},"
                        + "{\"name\":\"database\",\"ok\":true},{\"name\":\"odd\",\"ok\":true}]}");
    }

    @Test
    void shouldSayWhyWhenNotReadyAndStayLive() throws Exception {
        databaseProblem.set("away since \"12:00\"");

        HttpResponse<String> answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("\"status\":\"down\"")
                .contains("{\"name\":\"database\",\"ok\":false,\"reason\":\"away since \\\"12:00\\\"\"}");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTakeAFailingCheckForAProblemAndKeepItsMessageToTheLog() throws Exception {
        databaseProblem.set("boom");

        HttpResponse<String> answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("IllegalStateException").doesNotContain("secret");
    }

    @Test
    void shouldShowTheMetricsForPrometheus() throws Exception {
        metrics.counter("tracker.test", "kind", "a").increment(3);

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).contains("tracker_test_total{kind=\"a\"} 3.0");
    }

    @Test
    void shouldKnowNothingElse() throws Exception {
        for (String path : List.of("/", "/health", "/health/ready/", "/health/live/../..", "/metrics/x", "/%00")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void shouldOnlyBeRead() throws Exception {
        // Less than the server drops silently before it cuts the line, and with it the answer.
        HttpRequest post = request("/health/ready")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(50_000)))
                .build();
        HttpResponse<String> refused = client.send(post, HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> head = client.send(
                request("/health/ready")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void shouldSayWhereWhenThePortIsTaken() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> HealthServer.start("127.0.0.1", server.port(), List.of(), List.of(), metrics))
                .withMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void shouldNotListenAnyMoreWhenClosed() {
        server.close();
        server.close();

        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get("/health/live"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }
}
