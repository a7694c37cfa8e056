package dev.tracker.cli.role;

import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.streams.Aggregator;
import dev.tracker.streams.AggregatorSettings;
import dev.tracker.streams.Guarantee;
import dev.tracker.streams.health.AggregatorChecks;
import dev.tracker.streams.health.AggregatorMetrics;
import dev.tracker.streams.health.HealthServer;
import dev.tracker.streams.health.MicrometerFoldMeters;
import dev.tracker.streams.health.ProcessMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "aggregate",
        mixinStandardHelpOptions = true,
        description =
                "Fold the events topic into snapshots, exactly once unless told otherwise. Run as many as there is work for; they share it.",
        footer = {"", "Examples:", "  tracker aggregate --bootstrap kafka:9092 --state-dir /var/lib/tracker --threads 4"
        })
public final class AggregateCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private RoleOptions role = new RoleOptions();

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = ".tracker-state",
            description = "Folder of the local state; may be lost, makes restarts fast (default: ${DEFAULT-VALUE}).")
    private Path stateDir = Path.of(".tracker-state");

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = AggregatorSettings.DEFAULT_APPLICATION_ID,
            description = "Shared by all instances of one installation (default: ${DEFAULT-VALUE}).")
    private String applicationId = AggregatorSettings.DEFAULT_APPLICATION_ID;

    @Option(
            names = "--instance-id",
            paramLabel = "ID",
            description = "Name of this instance, so that it takes its work back at once after a crash.")
    private @Nullable String instanceId;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Stream threads (default: ${DEFAULT-VALUE}).")
    private int threads = AggregatorSettings.DEFAULT_THREADS;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            defaultValue = "100",
            description = {
                "Milliseconds between commits: latency against throughput (default: ${DEFAULT-VALUE}).",
                "While it is more than 2 s behind, it commits only every 500 ms."
            })
    private long commitIntervalMs = AggregatorSettings.DEFAULT_COMMIT_INTERVAL.toMillis();

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            defaultValue = "exactly-once",
            description = "${COMPLETION-CANDIDATES}; the weaker one is faster, and docs/fold.md says what it risks"
                    + " (default: ${DEFAULT-VALUE}).")
    private Guarantee guarantee = AggregatorSettings.DEFAULT_GUARANTEE;

    @Option(
            names = "--standbys",
            paramLabel = "N",
            defaultValue = "0",
            description = "Further instances that keep a copy of each state (default: ${DEFAULT-VALUE}).")
    private int standbys;

    @Override
    public Integer call() throws InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Aggregator aggregator = new Aggregator(settings(), new MicrometerFoldMeters(registry));
        ProcessMetrics process = ProcessMetrics.bind(registry);
        AggregatorMetrics metrics = AggregatorMetrics.bind(aggregator, registry);
        HealthServer health =
                role.serve(AggregatorChecks.live(aggregator), AggregatorChecks.ready(aggregator), registry);
        aggregator.start();
        Shutdown.await(() -> {
            aggregator.close();
            metrics.close();
            process.close();
            health.close();
        });
        return 0;
    }

    private AggregatorSettings settings() {
        try {
            return new AggregatorSettings(
                    kafka.bootstrap(),
                    applicationId,
                    instanceId,
                    stateDir,
                    threads,
                    Duration.ofMillis(commitIntervalMs),
                    AggregatorSettings.DEFAULT_CATCH_UP_INTERVAL,
                    guarantee,
                    standbys,
                    AggregatorSettings.DEFAULT_MAX_LIVE,
                    kafka.passedThrough());
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
