package dev.tracker.bench.cluster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a node of a cluster has set otherwise than a broker on its own. */
final class NodeSettings {

    static Map<String, String> of(ClusterPlan plan, int node) {
        Map<String, String> settings = new HashMap<>();
        settings.put("node.id", Integer.toString(node));
        settings.put("controller.quorum.voters", voters(plan));
        settings.put("listeners", listeners(node, plan::address));
        settings.put("advertised.listeners", listeners(node, plan::advertised));
        settings.put("inter.broker.listener.name", Listener.REPLICATION.name());
        settings.put("listener.security.protocol.map", protocols(plan));
        settings.putAll(replication(plan.nodes()));
        // A killed node is taken for alive that long; on a machine that three JVMs share, a shorter time takes slow
        // nodes for dead.
        settings.put("broker.session.timeout.ms", "4000");
        // A node that starts without a quorum waits for it, however long that takes.
        settings.put("initial.broker.registration.timeout.ms", "3600000");
        ClusterSecurity security = plan.security();
        if (security != null) {
            settings.putAll(security.brokerSettings());
        }
        settings.putAll(plan.settings());
        return settings;
    }

    private static String voters(ClusterPlan plan) {
        return IntStream.rangeClosed(1, plan.nodes())
                .mapToObj(node -> node + "@" + plan.advertised(node, Listener.CONTROLLER))
                .collect(Collectors.joining(","));
    }

    private static String listeners(int node, BiFunction<Integer, Listener, String> address) {
        return Arrays.stream(Listener.values())
                .map(listener -> listener + "://" + address.apply(node, listener))
                .collect(Collectors.joining(","));
    }

    private static String protocols(ClusterPlan plan) {
        ClusterSecurity security = plan.security();
        return Arrays.stream(Listener.values())
                .map(listener -> listener + ":" + (security == null ? "PLAINTEXT" : security.protocol(listener)))
                .collect(Collectors.joining(","))
                .toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> replication(int nodes) {
        String replicas = Integer.toString(nodes);
        String inSync = nodes == 1 ? "1" : "2";
        return Map.of(
                "default.replication.factor", replicas,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", replicas,
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", inSync);
    }

    private NodeSettings() {}
}
