package dev.tracker.bench.faults.stage;

import dev.tracker.bench.faults.check.ViewerCopy;
import dev.tracker.bench.faults.role.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tracker's roles, as many as there are. Not thread-safe. */
public final class Roles implements AutoCloseable {

    /** A dead member of a group is given up after 6 s, Kafka's least, instead of 45 s: so pauses of seconds make zombies. */
    private static final Map<String, String> CLIENTS =
            Map.of("KAFKA_SESSION_TIMEOUT_MS", "6000", "KAFKA_HEARTBEAT_INTERVAL_MS", "1500");

    static final String STATE = "state";

    private final Path folder;
    private final String bootstrap;
    private final List<Role> aggregators = new ArrayList<>();
    private final List<Role> sinks = new ArrayList<>();
    private final int bridgePort = Ports.free();
    private final Role bridge;

    Roles(Path folder, String bootstrap, String databaseUrl, Layout layout) {
        this.folder = folder;
        this.bootstrap = bootstrap;
        for (int i = 0; i < layout.sinks(); i++) {
            sinks.add(sink("events", i, databaseUrl));
            sinks.add(sink("snapshots", i, databaseUrl));
        }
        this.bridge = new Role(
                "bridge",
                folder,
                List.of(
                        "bridge",
                        "--bootstrap",
                        bootstrap,
                        "--port",
                        Integer.toString(bridgePort),
                        "--token",
                        ViewerCopy.TOKEN),
                Map.of(),
                bridgePort);
        for (int i = 0; i < layout.aggregators(); i++) {
            addAggregator();
        }
    }

    /** Another aggregator, not started. */
    public Role addAggregator() {
        String name = "aggregator-" + aggregators.size();
        int port = Ports.free();
        Role role = new Role(
                name,
                folder,
                List.of(
                        "aggregate",
                        "--bootstrap",
                        bootstrap,
                        "--state-dir",
                        stateDir(name).toString(),
                        "--instance-id",
                        name,
                        "--health-port",
                        Integer.toString(port)),
                CLIENTS,
                port);
        aggregators.add(role);
        return role;
    }

    private Role sink(String kind, int number, String databaseUrl) {
        int port = Ports.free();
        return new Role(
                "sink-" + kind + "-" + number,
                folder,
                List.of(
                        "sink",
                        "--only",
                        kind,
                        "--bootstrap",
                        bootstrap,
                        "--jdbc-url",
                        databaseUrl,
                        "--instance-id",
                        "sink-" + number,
                        "--health-port",
                        Integer.toString(port)),
                CLIENTS,
                port);
    }

    /** Where an aggregator keeps its state. */
    public Path stateDir(String aggregator) {
        return folder.resolve(STATE).resolve(aggregator);
    }

    /** Where a role's log goes. */
    public Path log(String role) {
        return folder.resolve(role + ".log");
    }

    /** Bytes of all aggregators' states on disk, in MiB. */
    public long stateMiB() {
        try (Stream<Path> walk = Files.walk(folder.resolve(STATE))) {
            return walk.mapToLong(Roles::size).sum() >> 20;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files come and go meanwhile. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    void startAll() {
        all().forEach(Role::start);
    }

    public List<Role> all() {
        return Stream.of(aggregators, sinks, List.of(bridge))
                .flatMap(List::stream)
                .toList();
    }

    public List<Role> aggregators() {
        return aggregators;
    }

    public List<Role> sinks() {
        return sinks;
    }

    public Role bridge() {
        return bridge;
    }

    int bridgePort() {
        return bridgePort;
    }

    @Override
    public void close() {
        all().forEach(Role::close);
    }
}
