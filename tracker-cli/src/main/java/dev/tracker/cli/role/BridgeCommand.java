package dev.tracker.cli.role;

import dev.tracker.bridge.BridgeException;
import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.bridge.DatabaseSettings;
import dev.tracker.bridge.TlsSettings;
import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.PriceOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.ingest.Ingest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bridge",
        mixinStandardHelpOptions = true,
        description = {
            "Serve the dashboard and its API from the compacted topic.",
            "Listens on 127.0.0.1. An address that others can reach needs a token and TLS."
        },
        footer = {
            "",
            "Examples:",
            "  tracker bridge --bootstrap kafka:9092",
            "  TRACKER_TOKEN_FILE=token tracker bridge --bind 0.0.0.0 --host-name tracker.example.org \\",
            "    --tls-keystore tracker.p12",
            "  tracker bridge --bootstrap kafka:9092 --ingest --tokens-file tokens.json"
        })
public final class BridgeCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String bind = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8765",
            description = "Port, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = BridgeSettings.DEFAULT_PORT;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description = "Further name by which browsers address this server.")
    private Set<String> hostNames = Set.of();

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Other origin whose pages may open streams with a ticket, as https://HOST[:PORT].")
    private Set<String> allowedOrigins = Set.of();

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Option(names = "--ingest", description = "Also take events and traces, at /v1/events and /v1/traces.")
    private boolean withIngest;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Bearers bearers = tokens.bearers(kafka.data().path());
        BridgeSettings settings = settings(bearers);
        Ingest ingest =
                withIngest ? Ingests.start(kafka.bootstrap(), kafka.passedThrough(), bearers, prices.table()) : null;
        BridgeServer server;
        try {
            server = BridgeServer.start(settings, ingest == null ? List.of() : List.of(Ingests.mount(ingest)));
        } catch (IllegalArgumentException | BridgeException e) {
            if (ingest != null) {
                ingest.close();
            }
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("dashboard at " + server.url());
        out.println("log in at " + server.newLoginLink() + " (works once, within an hour)");
        if (ingest != null) {
            out.println("events at " + server.url() + "/v1/events, traces at " + server.url() + "/v1/traces");
        }
        out.flush();
        Shutdown.await(() -> {
            server.close();
            if (ingest != null) {
                ingest.close();
            }
        });
        return 0;
    }

    private BridgeSettings settings(Bearers bearers) {
        tls.requirePrivate(bind, tokens.isGiven());
        Map<String, String> client = new HashMap<>(kafka.passedThrough());
        client.put("bootstrap.servers", kafka.bootstrap());
        try {
            BridgeSettings settings = BridgeSettings.of(kafka.bootstrap())
                    .withKafka(client)
                    .withPort(port)
                    .withTokens(bearers.readers())
                    .withAllowedOrigins(allowedOrigins);
            Path keystore = tls.keystore();
            if (keystore != null) {
                settings = settings.withTls(new TlsSettings(keystore, tls.password()));
            }
            if (tls.isTerminated()) {
                settings = settings.withTlsTerminated();
            }
            if (database.isGiven()) {
                settings = settings.withDatabase(
                        new DatabaseSettings(database.jdbcUrl(kafka.data()), database.user(), database.password()));
            }
            return settings.withHost(bind, hostNames);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
