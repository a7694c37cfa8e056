package dev.tracker.cli.role;

import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.streams.health.HealthCheck;
import dev.tracker.streams.health.HealthServer;
import dev.tracker.streams.health.ProcessMetrics;
import dev.tracker.streams.retention.Retention;
import dev.tracker.streams.retention.RetentionReport;
import dev.tracker.streams.retention.SinkPositions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = {
            "Drop history that is older than so many days: whole partitions of events and states, never single rows.",
            "The current state of tasks stays. Needs a login with the role migrator; may run beside sinks and analysts.",
            "Exit code 0 if all that was to go is gone, 1 if not. Each run is on record in the view retention_runs."
        },
        footer = {
            "",
            "Examples:",
            "  tracker retention --keep-days 90 --dry-run",
            "  tracker retention --keep-days 90                 from cron or a Kubernetes CronJob",
            "  tracker retention --keep-days 90 --every 1d      as a service, with /health and /metrics"
        })
public final class RetentionCommand implements Callable<Integer> {

    private static final String NOT_ALLOWED = "42501";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private RoleOptions role = new RoleOptions();

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            required = true,
            description = "Keep that many whole UTC days before today; at least 1.")
    private int keepDays;

    @Option(names = "--dry-run", description = "Only say what would go.")
    private boolean dryRun;

    @Option(names = "--every", paramLabel = "TIME", description = "Stay, and run again after that time: 1d, 12h, 30m.")
    private @Nullable String every;

    @Option(
            names = "--ignore-lag",
            description =
                    "Drop also where sinks are behind or Kafka can't be asked; what comes late then makes its day anew.")
    private boolean ignoreLag;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to go on asking for a lock that others hold (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (keepDays < 1) {
            throw new UserException("--keep-days must be 1 or more, not " + keepDays);
        }
        if (waitSeconds < 0) {
            throw new UserException("--wait must be 0 or more, not " + waitSeconds);
        }
        if (every == null) {
            return runOnce() ? 0 : 1;
        }
        if (dryRun) {
            throw new UserException("--dry-run and --every exclude each other");
        }
        return repeat(Interval.parse("--every", every));
    }

    private boolean runOnce() throws InterruptedException {
        LocalDate keptFrom = LocalDate.now(Clock.systemUTC()).minusDays(keepDays);
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(kafka.data()), database.properties())) {
            Retention retention = new Retention(connection, Duration.ofSeconds(waitSeconds));
            RetentionReport report = dryRun ? retention.plan(keptFrom) : run(retention, keptFrom);
            new RetentionSheet(report, dryRun).print(spec.commandLine().getOut());
            return report.refusal() == null;
        } catch (SQLException e) {
            String hint = NOT_ALLOWED.equals(e.getSQLState())
                    ? "; the login needs the role migrator: `tracker migrate --login migrator=NAME`"
                    : "";
            throw new UserException("PostgreSQL: " + e.getMessage() + hint, e);
        }
    }

    private RetentionReport run(Retention retention, LocalDate keptFrom) throws SQLException, InterruptedException {
        if (ignoreLag) {
            return retention.run(keptFrom, null);
        }
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            return retention.run(keptFrom, new SinkPositions(admin));
        }
    }

    /** Ends only with the process: a run that fails is tried again at the next turn, and shows in the health and the metrics until one succeeds. */
    private int repeat(Duration interval) throws InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RetentionState state = new RetentionState(registry);
        ProcessMetrics process = ProcessMetrics.bind(registry);
        HealthServer health = role.serve(List.of(), List.of(new HealthCheck("retention", state::problem)), registry);
        Thread runs = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            runs.interrupt();
                            health.close();
                            process.close();
                        },
                        "shutdown"));
        while (true) {
            try {
                state.ended(runOnce() ? null : "the last run was refused");
            } catch (UserException | KafkaException e) {
                state.ended(String.valueOf(e.getMessage()));
                spec.commandLine().getErr().println("tracker retention: " + e.getMessage());
            }
            Thread.sleep(interval.toMillis());
        }
    }
}
