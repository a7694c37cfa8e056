package dev.tracker.cli.role;

import picocli.CommandLine.Option;

/** What every long-running role has. */
final class RoleOptions {

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            defaultValue = "9464",
            description =
                    "Port of /health/live, /health/ready and /metrics, 0 for any free one (default: ${DEFAULT-VALUE}).")
    int healthPort = 9464;

    @Option(
            names = "--health-bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address that they listen on (default: ${DEFAULT-VALUE}).")
    String healthBind = "127.0.0.1";
}
