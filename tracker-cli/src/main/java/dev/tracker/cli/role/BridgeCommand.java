package dev.tracker.cli.role;

import dev.tracker.bridge.BridgeException;
import dev.tracker.bridge.BridgeServer;
import dev.tracker.bridge.BridgeSettings;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.UserException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
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
            "Listens on 127.0.0.1. An address that others can reach needs a token."
        },
        footer = {
            "",
            "Examples:",
            "  tracker bridge --bootstrap kafka:9092",
            "  TRACKER_TOKEN_FILE=token tracker bridge --bind 0.0.0.0 --host-name tracker.example.org"
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
            description = "Demand this token as `Authorization: Bearer`; better given as TRACKER_TOKEN_FILE.")
    private @Nullable String token;

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
        spec.commandLine().getOut().println("dashboard at " + server.url());
        spec.commandLine().getOut().flush();
        Shutdown.await(server::close);
        return 0;
    }

    private BridgeSettings settings() {
        if (token == null && !isLoopback(bind)) {
            throw new UserException("--bind " + bind + " can be reached from other machines: set a token"
                    + " (TRACKER_TOKEN_FILE), or listen on 127.0.0.1");
        }
        Map<String, String> client = new HashMap<>(kafka.passedThrough());
        client.put("bootstrap.servers", kafka.bootstrap());
        BridgeSettings settings =
                BridgeSettings.of(kafka.bootstrap()).withKafka(client).withPort(port);
        return (token == null ? settings : settings.withToken(token)).withHost(bind, hostNames);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new UserException("--bind must be an address of this machine, not " + address, e);
        }
    }
}
