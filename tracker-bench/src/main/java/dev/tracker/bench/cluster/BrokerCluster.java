package dev.tracker.bench.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A running {@link ClusterPlan}. Thread-safe. */
public final class BrokerCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ClusterPlan plan;
    private final List<BrokerNode> nodes;
    private final Admin admin;

    private BrokerCluster(ClusterPlan plan, List<BrokerNode> nodes) {
        this.plan = plan;
        this.nodes = nodes;
        this.admin = Admin.create(new HashMap<String, Object>(directSettings()));
    }

    /** Formats the nodes' folders unless they have been, starts all nodes, and returns when all serve clients. */
    public static BrokerCluster start(ClusterPlan plan) throws InterruptedException {
        String clusterId = Uuid.randomUuid().toString();
        List<BrokerNode> nodes = IntStream.rangeClosed(1, plan.nodes())
                .mapToObj(id -> new BrokerNode(plan, id, clusterId))
                .toList();
        try {
            nodes.forEach(BrokerNode::start);
            for (BrokerNode node : nodes) {
                node.awaitReady(PATIENCE);
            }
            return new BrokerCluster(plan, nodes);
        } catch (RuntimeException | InterruptedException e) {
            nodes.forEach(BrokerNode::kill);
            throw e;
        }
    }

    public ClusterPlan plan() {
        return plan;
    }

    /** The node with this id, which counts from 1. */
    public BrokerNode node(int id) {
        return nodes.get(id - 1);
    }

    public List<BrokerNode> nodes() {
        return nodes;
    }

    /** What the roles under test are told to connect to. */
    public String bootstrap() {
        return plan.bootstrap(Listener.CLIENT);
    }

    /** Settings of a client that may do everything and goes past all proxies. */
    public Map<String, String> directSettings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", plan.bootstrap(Listener.DIRECT));
        ClusterSecurity security = plan.security();
        if (security != null) {
            settings.putAll(security.adminSettings());
        }
        return settings;
    }

    /** A client with these settings. */
    public Admin admin() {
        return admin;
    }

    /** The node that leads the partition, as far as a living node knows; null while none does. */
    public @Nullable BrokerNode leader(TopicPartition partition) throws InterruptedException, ExecutionException {
        TopicPartitionInfo info = info(partition);
        Node leader = info.leader();
        return leader == null || leader.isEmpty() ? null : node(leader.id());
    }

    /** How many replicas of the partition are in sync. */
    public int inSync(TopicPartition partition) throws InterruptedException, ExecutionException {
        return info(partition).isr().size();
    }

    private TopicPartitionInfo info(TopicPartition partition) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> topics =
                admin.describeTopics(List.of(partition.topic())).allTopicNames().get();
        return Objects.requireNonNull(topics.get(partition.topic()))
                .partitions()
                .get(partition.partition());
    }

    /** Kills all nodes: who wants them to stop in order says so to each. Their data stays. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
        nodes.forEach(BrokerNode::kill);
    }
}
