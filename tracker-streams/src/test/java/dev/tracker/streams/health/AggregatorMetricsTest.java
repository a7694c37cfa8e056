package dev.tracker.streams.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.TestCluster;
import dev.tracker.streams.TestEvents;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregatorMetricsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void shouldTellOfARunningAggregatorOverHttp() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (TestCluster cluster = new TestCluster(folder.resolve("kafka"), 2);
                Aggregator aggregator = new Aggregator(
                        AggregatorSettings.of(cluster.bootstrap(), folder.resolve("state")),
                        new MicrometerFoldMeters(registry));
                AggregatorMetrics metrics = AggregatorMetrics.bind(aggregator, registry);
                ProcessMetrics process = ProcessMetrics.bind(registry);
                HealthServer server = HealthServer.start(
                        HealthServer.DEFAULT_BIND,
                        0,
                        AggregatorChecks.live(aggregator),
                        AggregatorChecks.ready(aggregator),
                        registry)) {
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/health/ready").body()).contains("is CREATED, not RUNNING");
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);

            aggregator.start();
            await().atMost(PATIENCE).until(() -> get(server, "/health/ready").statusCode() == 200);
            TestEvents.life("task", 3).forEach(cluster::send);
            cluster.send(TestEvents.life("task", 3).get(0));
            cluster.send("task".getBytes(UTF_8), "{no event".getBytes(UTF_8));
            cluster.flush();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(get(server, "/metrics").body())
                            .contains("tracker_events_total{outcome=\"applied\"} 11.0")
                            .contains("tracker_events_total{outcome=\"duplicate\"} 1.0")
                            .contains("tracker_events_total{outcome=\"fenced\"} 0.0")
                            .contains("tracker_dead_letters_total{code=\"MALFORMED_JSON\"} 1.0")
                            .containsPattern("tracker_snapshots_total [1-9]")
                            .contains("tracker_aggregator_ready 1.0")
                            .contains("tracker_stream_threads_replaced_total 0.0")
                            .contains("jvm_memory_used_bytes")
                            .contains("kafka_stream_thread_"));

            aggregator.close();
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(503);
        }
    }

    private HttpResponse<String> get(HealthServer server, String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
