package dev.tracker.bench.cluster;

import dev.tracker.bench.run.BenchException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is started with: its nodes, each broker and controller in one, and where each of their listeners is. Immutable.
 */
public final class ClusterPlan {

    static final String HOST = "127.0.0.1";

    private static final List<String> JVM_OPTIONS =
            List.of("-Xms128m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final List<Map<Listener, Integer>> ports;
    private final List<Map<Listener, String>> advertised;
    private final List<String> jvmOptions;
    private final Map<String, String> settings;
    private final @Nullable ClusterSecurity security;

    private ClusterPlan(
            Path folder,
            List<Map<Listener, Integer>> ports,
            List<Map<Listener, String>> advertised,
            List<String> jvmOptions,
            Map<String, String> settings,
            @Nullable ClusterSecurity security) {
        this.folder = folder;
        this.ports = ports;
        this.advertised = advertised;
        this.jvmOptions = jvmOptions;
        this.settings = settings;
        this.security = security;
    }

    /**
     * A cluster without security, on loopback ports that are free now and stay the nodes' own.
     *
     * @param nodes 1 or 3; with 3, topics have three replicas and take a write once two have it
     * @param folder where the nodes keep their data and logs
     */
    public static ClusterPlan of(int nodes, Path folder) {
        if (nodes != 1 && nodes != 3) {
            throw new BenchException("a cluster has 1 or 3 nodes, not " + nodes);
        }
        List<Map<Listener, Integer>> ports = FreePorts.forNodes(nodes);
        List<Map<Listener, String>> none = IntStream.range(0, nodes)
                .<Map<Listener, String>>mapToObj(n -> Map.of())
                .toList();
        return new ClusterPlan(folder, ports, none, JVM_OPTIONS, Map.of(), null);
    }

    /** The same with a broker setting on every node, which replaces the usual one. */
    public ClusterPlan withSetting(String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return new ClusterPlan(folder, ports, advertised, jvmOptions, Map.copyOf(more), security);
    }

    /** The same with other options of the brokers' JVMs; the usual ones make them start fast and stay small. */
    public ClusterPlan withJvmOptions(List<String> options) {
        return new ClusterPlan(folder, ports, advertised, List.copyOf(options), settings, security);
    }

    /** The same with one listener of one node told to everyone as {@code host:port}, where a proxy for its {@link #address} is. */
    public ClusterPlan withAdvertised(int node, Listener listener, String hostAndPort) {
        List<Map<Listener, String>> all = new ArrayList<>(advertised);
        Map<Listener, String> own = new HashMap<>(all.get(node - 1));
        own.put(listener, hostAndPort);
        all.set(node - 1, Map.copyOf(own));
        return new ClusterPlan(folder, ports, List.copyOf(all), jvmOptions, settings, security);
    }

    /** The same with TLS, SCRAM and ACLs. */
    public ClusterPlan withSecurity(ClusterSecurity secured) {
        return new ClusterPlan(folder, ports, advertised, jvmOptions, settings, secured);
    }

    /** 1 or 3; node ids count from 1. */
    public int nodes() {
        return ports.size();
    }

    /** Where a listener really is, as {@code host:port}. */
    public String address(int node, Listener listener) {
        return HOST + ":" + port(node, listener);
    }

    /** Where a listener is said to be. */
    public String advertised(int node, Listener listener) {
        return advertised.get(node - 1).getOrDefault(listener, address(node, listener));
    }

    /** The addresses of all nodes, for a client's {@code bootstrap.servers}. */
    public String bootstrap(Listener listener) {
        return IntStream.rangeClosed(1, nodes())
                .mapToObj(node -> advertised(node, listener))
                .collect(Collectors.joining(","));
    }

    int port(int node, Listener listener) {
        return Objects.requireNonNull(ports.get(node - 1).get(listener));
    }

    Path folder(int node) {
        return folder.resolve("node-" + node);
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    Map<String, String> settings() {
        return settings;
    }

    @Nullable
    ClusterSecurity security() {
        return security;
    }
}
