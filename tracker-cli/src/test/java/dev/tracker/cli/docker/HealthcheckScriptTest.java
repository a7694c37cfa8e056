package dev.tracker.cli.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.streams.health.HealthCheck;
import dev.tracker.streams.health.HealthServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The image's health check, against a real health server. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class HealthcheckScriptTest {

    private record Outcome(int exit, String printed) {}

    @Test
    void shouldTellReadyFromNotReadyAndFromGone() throws Exception {
        AtomicReference<String> problem = new AtomicReference<>();
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        int port;
        try (HealthServer server = HealthServer.start(
                HealthServer.DEFAULT_BIND, 0, List.of(), List.of(new HealthCheck("database", problem::get)), metrics)) {
            port = server.port();

            assertThat(check(port)).isEqualTo(new Outcome(0, ""));

            problem.set("away");
            Outcome notReady = check(port);
            assertThat(notReady.exit()).isEqualTo(1);
            assertThat(notReady.printed()).contains("503").contains("\"reason\":\"away\"");
        }
        assertThat(check(port).exit()).isEqualTo(1);
    }

    private static Outcome check(int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash", ComposeFile.FOLDER.resolve("healthcheck.sh").toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), printed);
    }
}
