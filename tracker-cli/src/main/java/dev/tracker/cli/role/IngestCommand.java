package dev.tracker.cli.role;

import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.PriceOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.ingest.Ingest;
import dev.tracker.ingest.IngestAddress;
import dev.tracker.ingest.IngestException;
import dev.tracker.ingest.IngestHealth;
import dev.tracker.ingest.IngestLimits;
import dev.tracker.ingest.IngestServer;
import dev.tracker.streams.health.HealthCheck;
import dev.tracker.streams.health.HealthServer;
import dev.tracker.streams.health.ProcessMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Take events (/v1/events) and OpenTelemetry traces (/v1/traces) over HTTP; answer once Kafka has them.",
            "Listens on 127.0.0.1. An address that others can reach needs a token and TLS."
        },
        footer = {
            "",
            "Examples:",
            "  tracker ingest                                      beside a running `tracker dev`",
            "  TRACKER_TOKEN_FILE=token tracker ingest --bootstrap kafka:9092 --bind 0.0.0.0 \\",
            "    --tls-keystore tracker.p12 --tokens-file tokens.json",
            "",
            "  curl http://127.0.0.1:4318/v1/events -H \"Authorization: Bearer $(cat .tracker/token)\" \\",
            "    -H 'Content-Type: application/json' -d '{\"taskId\":\"job-7\",\"agentId\":\"cron\",\"type\":\"start\"}'",
            "",
            "A token of the role writer in --tokens-file may send events of its one project, and nothing else."
        })
public final class IngestCommand implements Callable<Integer> {

    private static final int MIB = 1 << 20;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private RoleOptions role = new RoleOptions();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String bind = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + IngestAddress.DEFAULT_PORT,
            description = "Port, 0 for any free one (default: ${DEFAULT-VALUE}, that of OTLP over HTTP).")
    private int port = IngestAddress.DEFAULT_PORT;

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Of one token; five times as many may come at once (default: ${DEFAULT-VALUE}).")
    private int eventsPerSecond = IngestLimits.DEFAULT.eventsPerSecond();

    @Option(
            names = "--in-flight",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "MiB of bodies and of events on their way to Kafka (default: ${DEFAULT-VALUE}).")
    private int inFlightMib = 64;

    @Option(
            names = "--recent-ids",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Event ids that are remembered, to know what is sent again (default: ${DEFAULT-VALUE}).")
    private int recentIds = IngestLimits.DEFAULT.recentIds();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Bearers bearers = tokens.bearers(kafka.data().path());
        tls.requirePrivate(bind, tokens.isGiven());
        Ingest ingest = Ingests.start(kafka.bootstrap(), kafka.passedThrough(), bearers, prices.table(), limits());
        IngestServer server;
        HealthServer health;
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ingest.metrics().bindTo(registry);
        ProcessMetrics process = ProcessMetrics.bind(registry);
        try {
            health = role.serve(live(ingest), ready(ingest), registry);
            server = IngestServer.start(ingest, new IngestAddress(bind, port, tls.keystore(), tls.password()));
        } catch (IllegalArgumentException | IngestException e) {
            ingest.close();
            throw new UserException(e.getMessage() + "; --port chooses another port, 0 any free one", e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("events at " + server.url() + "/v1/events, traces at " + server.url() + "/v1/traces");
        out.flush();
        Shutdown.await(() -> {
            server.close();
            ingest.close();
            process.close();
            health.close();
        });
        return 0;
    }

    private static List<HealthCheck> live(Ingest ingest) {
        return List.of(new HealthCheck("sender", () -> ingest.health().isAlive() ? null : "what sends has ended"));
    }

    private static List<HealthCheck> ready(Ingest ingest) {
        return List.of(new HealthCheck("kafka", () -> {
            IngestHealth health = ingest.health();
            if (health.isReady()) {
                return null;
            }
            return health.trouble() == null ? "Kafka has not answered yet" : health.trouble();
        }));
    }

    private IngestLimits limits() {
        try {
            return IngestLimits.DEFAULT
                    .withEventsPerSecond(eventsPerSecond)
                    .withInFlightBytes((long) inFlightMib * MIB)
                    .withRecentIds(recentIds);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
