package dev.tracker.cli.dev;

import dev.tracker.bridge.BridgeException;
import dev.tracker.cli.feed.Fleet;
import dev.tracker.cli.option.BudgetOptions;
import dev.tracker.cli.option.Endpoints;
import dev.tracker.cli.option.PriceOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.cli.role.WebhookOptions;
import dev.tracker.embedded.EmbeddedServerException;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.Guarantee;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Run everything on this machine: Kafka, PostgreSQL, topology, sinks, dashboard.",
            "All listens on 127.0.0.1 only. The data stay in the folder; Ctrl-C stops cleanly."
        },
        footer = {
            "",
            "Examples:",
            "  tracker dev",
            "  tracker dev --simulate 50",
            "  tracker dev --webhook http://127.0.0.1:9000/hook --budgets budgets.csv",
            "  tracker dev --data /tmp/try --port 0 --kafka-port 0 --postgres-port 0"
        })
public final class DevCommand implements Callable<Integer> {

    private static final String OTHER_PORTS =
            "; choose another with --port, --kafka-port or --postgres-port, 0 for any free one";

    /** How long the last one may take to go after it was killed. */
    private static final Duration LEAVING = Duration.ofSeconds(10);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".tracker",
            description = "Folder that keeps all data (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".tracker");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8765",
            description = "Port of the dashboard, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 8765;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of Kafka, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int kafkaPort = 9092;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "5433",
            description = "Port of PostgreSQL, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int postgresPort = 5433;

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            defaultValue = "exactly-once",
            description = "Of the topology: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Guarantee guarantee = AggregatorSettings.DEFAULT_GUARANTEE;

    @Option(names = "--simulate", paramLabel = "N", description = "Also run a made fleet of N agents.")
    private int simulate;

    @Mixin
    private WebhookOptions webhooks = new WebhookOptions();

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Mixin
    private BudgetOptions budgets = new BudgetOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (simulate < 0) {
            throw new UserException("--simulate must be 0 or more, not " + simulate);
        }
        PrintWriter out = spec.commandLine().getOut();
        DevSettings settings = new DevSettings(
                data,
                port,
                kafkaPort,
                postgresPort,
                guarantee,
                prices.table(),
                new DevSettings.Alerts(webhooks.kinds(), budgets.table(), webhooks.webhooks(data)));
        Endpoints other = Endpoints.ofRunning(data);
        if (other != null && !other.isGoneWithin(LEAVING)) {
            throw new UserException("another `tracker dev` (process " + other.pid() + ") runs with --data " + data
                    + " at " + other.url() + "; stop it, or choose another folder and other ports");
        }
        long started = System.nanoTime();
        Stopping stopping = Stopping.install();
        DevStack.Running running;
        try {
            running = start(settings, stopping, out);
        } finally {
            stopping.startEnded();
        }
        Endpoints endpoints = running.endpoints();
        out.printf(
                "%nTracker is ready after %.1f s.%n%n",
                Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0);
        out.println("  dashboard   " + endpoints.url());
        out.println("  log in      " + running.loginLink().get());
        out.println("              (works once, within an hour; `tracker login` prints another)");
        out.println("  token       " + endpoints.tokenFile());
        out.println("  HTTP feed   " + endpoints.url() + "/v1/events, OpenTelemetry " + endpoints.url() + "/v1/traces");
        out.println("  Kafka       " + endpoints.bootstrap());
        out.println("  PostgreSQL  " + endpoints.jdbcUrl());
        out.println("  data        " + data.toAbsolutePath());
        settings.alerts().webhooks().forEach(webhook -> out.println("  alerts to   " + webhook));
        if (webhooks.usesMadeSecret()) {
            out.println("              (signed with the secret in " + WebhookOptions.secretFile(data) + ")");
        }
        out.println();
        out.println(
                simulate > 0
                        ? "A made fleet of " + simulate + " agents is at work."
                        : "Feed it: ./tracker emit job-1 start --title 'My first job'");
        out.println("Ctrl-C stops it; the data stay.");
        out.flush();
        throw new UserException("the broker can't go on: "
                + running.failure().join().getMessage() + "; is the disk full? See " + data.resolve("tracker.log"));
    }

    private DevStack.Running start(DevSettings settings, Stopping stopping, PrintWriter out)
            throws InterruptedException {
        try {
            DevStack.Running running = DevStack.start(settings, step -> {
                stopping.check();
                out.println("  … " + step);
                out.flush();
            });
            Fleet fleet = simulate > 0
                    ? Fleet.start(
                            Map.of("bootstrap.servers", running.endpoints().bootstrap()), simulate)
                    : null;
            stopping.started(() -> stop(running.stack(), fleet, out));
            return running;
        } catch (EmbeddedServerException | BridgeException | FlywayException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            boolean taken = message.contains("is taken") || message.contains("already in use");
            throw new UserException(message + (taken ? OTHER_PORTS : ""), e);
        } catch (IOException e) {
            throw new UserException("can't use the folder " + data + ": " + e, e);
        }
    }

    private static void stop(DevStack stack, @Nullable Fleet fleet, PrintWriter out) {
        out.println();
        out.println("stopping …");
        out.flush();
        try {
            if (fleet != null) {
                fleet.close();
            }
        } finally {
            stack.close();
        }
        out.println("stopped.");
        out.flush();
    }
}
