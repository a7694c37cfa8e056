package dev.tracker.cli.role;

import dev.tracker.bridge.BridgeException;
import dev.tracker.bridge.alerts.AlertHealth;
import dev.tracker.bridge.alerts.AlertService;
import dev.tracker.bridge.alerts.AlertSettings;
import dev.tracker.bridge.alerts.AlertSettings.Timing;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.cli.option.BudgetOptions;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.streams.health.HealthCheck;
import dev.tracker.streams.health.HealthServer;
import dev.tracker.streams.health.ProcessMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = {
            "Decide which tasks, projects and trees need somebody, and tell webhooks and the page.",
            "Run one or more: one of them decides, the others stand by."
        },
        footer = {
            "",
            "Examples:",
            "  tracker alerts --bootstrap kafka:9092 --budgets budgets.csv",
            "  TRACKER_WEBHOOK_SECRET_FILE=secret tracker alerts --webhook https://example.org/hooks/tracker",
            "  tracker alerts --webhook http://127.0.0.1:9000/ --kinds failed,finished --alert-project shop"
        })
public final class AlertsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private RoleOptions role = new RoleOptions();

    @Mixin
    private WebhookOptions webhooks = new WebhookOptions();

    @Mixin
    private BudgetOptions budgets = new BudgetOptions();

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long a task must be stalled or lost before it is said (default: ${DEFAULT-VALUE}).")
    private long holdSeconds = Timing.DEFAULT.hold().toSeconds();

    @Option(
            names = "--per-task",
            paramLabel = "N",
            defaultValue = "6",
            description = "Most alerts of one task within an hour; more wait (default: ${DEFAULT-VALUE}).")
    private int perTask = Timing.DEFAULT.perTaskAndHour();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        AlertService service;
        List<Webhook> receivers = webhooks.webhooks(kafka.data().path());
        try {
            Map<String, String> client = new HashMap<>(kafka.passedThrough());
            client.put("bootstrap.servers", kafka.bootstrap());
            service = AlertService.start(new AlertSettings(
                    client,
                    AlertSettings.DEFAULT_GROUP,
                    webhooks.kinds(),
                    budgets.table(),
                    receivers,
                    Timing.of(Duration.ofSeconds(holdSeconds), perTask)));
        } catch (IllegalArgumentException | BridgeException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ProcessMetrics process = ProcessMetrics.bind(registry);
        bind(service, registry);
        HealthServer health;
        try {
            health = role.serve(live(service), ready(service), registry);
        } catch (UserException e) {
            service.close();
            throw e;
        }
        PrintWriter out = spec.commandLine().getOut();
        receivers.forEach(webhook -> out.println("tells " + webhook));
        if (webhooks.usesMadeSecret()) {
            out.println("signed with the secret in "
                    + WebhookOptions.secretFile(kafka.data().path()));
        }
        out.flush();
        Shutdown.await(() -> {
            service.close();
            process.close();
            health.close();
        });
        return 0;
    }

    private static List<HealthCheck> live(AlertService service) {
        return List.of(new HealthCheck("alerts", () -> service.isAlive() ? null : "the role has ended"));
    }

    /** A receiver that is away makes it no less ready: what waits is delivered when it comes back. */
    private static List<HealthCheck> ready(AlertService service) {
        return List.of(
                new HealthCheck("alerts", () -> {
                    AlertHealth now = service.health();
                    return now.ready() ? null : String.join("; ", now.trouble());
                }),
                HealthCheck.advice("webhooks", () -> {
                    List<String> trouble = service.health().trouble();
                    return trouble.isEmpty() ? null : String.join("; ", trouble);
                }));
    }

    private static void bind(AlertService service, PrometheusMeterRegistry registry) {
        FunctionCounter.builder(
                        "tracker.alerts.raised", service, it -> it.health().raised())
                .register(registry);
        FunctionCounter.builder(
                        "tracker.alerts.delivered", service, it -> it.health().delivered())
                .register(registry);
        FunctionCounter.builder(
                        "tracker.alerts.failures", service, it -> it.health().failures())
                .register(registry);
        FunctionCounter.builder(
                        "tracker.alerts.dropped", service, it -> it.health().dropped())
                .register(registry);
        Gauge.builder("tracker.alerts.pending", service, it -> it.health().pending())
                .register(registry);
        Gauge.builder("tracker.alerts.decides", service, it -> it.health().decides() ? 1 : 0)
                .register(registry);
    }
}
