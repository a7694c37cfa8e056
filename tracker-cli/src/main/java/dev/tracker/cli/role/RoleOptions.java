package dev.tracker.cli.role;

import dev.tracker.cli.option.UserException;
import dev.tracker.streams.health.HealthCheck;
import dev.tracker.streams.health.HealthServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Option;

/** What every long-running role has. */
final class RoleOptions {

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            defaultValue = "9464",
            description =
                    "Port of /health/live, /health/ready and /metrics, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int healthPort = 9464;

    @Option(
            names = "--health-bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address that they listen on (default: ${DEFAULT-VALUE}).")
    private String healthBind = "127.0.0.1";

    /** @throws UserException if it can't listen there */
    HealthServer serve(List<HealthCheck> live, List<HealthCheck> ready, PrometheusMeterRegistry registry) {
        if (healthPort < 0 || healthPort > 65_535) {
            throw new UserException("--health-port must be from 0 to 65535, not " + healthPort);
        }
        try {
            return HealthServer.start(healthBind, healthPort, live, ready, registry);
        } catch (UncheckedIOException e) {
            throw new UserException(e.getMessage() + "; choose another --health-port or --health-bind", e);
        }
    }
}
