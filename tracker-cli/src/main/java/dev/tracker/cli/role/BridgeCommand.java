package dev.tracker.cli.role;

import dev.tracker.bridge.AccessToken;
import dev.tracker.bridge.BridgeException;
import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.bridge.DatabaseSettings;
import dev.tracker.bridge.TlsSettings;
import dev.tracker.cli.option.DatabaseOptions;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.TokenFile;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "    --tls-keystore tracker.p12"
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

    @Option(
            names = "--token",
            paramLabel = "SECRET",
            description = {
                "The token that sees all; better given as TRACKER_TOKEN_FILE.",
                "Without it a random one is made at the first start and kept in the folder --data."
            })
    private @Nullable String token;

    @Option(
            names = "--tokens-file",
            paramLabel = "FILE",
            description = "JSON array of further tokens: name, token, role (viewer, operator), projects.")
    private @Nullable Path tokensFile;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Other origin whose pages may open streams with a ticket, as https://HOST[:PORT].")
    private Set<String> allowedOrigins = Set.of();

    @Option(names = "--tls-keystore", paramLabel = "FILE", description = "PKCS #12 file with key and certificates.")
    private @Nullable Path tlsKeystore;

    @Option(
            names = "--tls-keystore-password",
            paramLabel = "SECRET",
            description = "Its password; better given as TRACKER_TLS_KEYSTORE_PASSWORD_FILE.")
    private String tlsKeystorePassword = "";

    @Option(
            names = "--tls-terminated",
            description = "Something in front provides TLS, or publishes the port on its own loopback interface only.")
    private boolean tlsTerminated;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        BridgeServer server;
        try {
            server = BridgeServer.start(settings());
        } catch (IllegalArgumentException | BridgeException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("dashboard at " + server.url());
        out.println("log in at " + server.newLoginLink() + " (works once, within an hour)");
        out.flush();
        Shutdown.await(server::close);
        return 0;
    }

    private BridgeSettings settings() {
        AccessToken operator = token == null ? null : AccessToken.operator(token);
        boolean isPrivate = isLoopback(bind) || tlsTerminated || tlsKeystore != null;
        if (!isLoopback(bind) && (operator == null || !isPrivate)) {
            throw new UserException("--bind " + bind + " can be reached from other machines: set a token"
                    + " (TRACKER_TOKEN_FILE) and TLS (--tls-keystore), or listen on 127.0.0.1");
        }
        Map<String, String> client = new HashMap<>(kafka.passedThrough());
        client.put("bootstrap.servers", kafka.bootstrap());
        BridgeSettings settings = BridgeSettings.of(kafka.bootstrap())
                .withKafka(client)
                .withPort(port)
                .withTokens(tokens(operator))
                .withAllowedOrigins(allowedOrigins);
        if (tlsKeystore != null) {
            settings = settings.withTls(new TlsSettings(tlsKeystore, tlsKeystorePassword));
        }
        if (tlsTerminated) {
            settings = settings.withTlsTerminated();
        }
        if (database.isGiven()) {
            settings = settings.withDatabase(
                    new DatabaseSettings(database.jdbcUrl(kafka.data()), database.user(), database.password()));
        }
        return settings.withHost(bind, hostNames);
    }

    private List<AccessToken> tokens(@Nullable AccessToken operator) {
        List<AccessToken> tokens = new ArrayList<>();
        Path file = kafka.data().path();
        try {
            tokens.add(operator == null ? AccessToken.operator(TokenFile.read(TokenFile.ensure(file))) : operator);
            if (tokensFile != null) {
                file = tokensFile;
                tokens.addAll(TokenList.read(tokensFile));
            }
        } catch (IOException e) {
            throw new UserException("can't use " + file + ": " + e.getMessage(), e);
        }
        return tokens;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new UserException("--bind must be an address of this machine, not " + address, e);
        }
    }
}
