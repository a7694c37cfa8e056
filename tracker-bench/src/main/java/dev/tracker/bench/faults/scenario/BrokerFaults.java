package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.cluster.BrokerCluster;
import dev.tracker.bench.cluster.BrokerNode;
import dev.tracker.bench.faults.ledger.Attempts;
import dev.tracker.bench.faults.stage.Stage;
import dev.tracker.bench.run.BenchException;
import dev.tracker.bench.run.Wait;
import dev.tracker.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What happens to brokers. */
final class BrokerFaults {

    private static final int MOST_PAUSE_MS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration REFUSING = Duration.ofSeconds(4);

    static Step killLeader(int index, Random random) {
        TopicPartition partition = new TopicPartition(Topics.EVENTS, random.nextInt(Stage.PARTITIONS));
        return step(random, "kill -9 of the leader of " + partition, stage -> {
            BrokerCluster cluster = stage.brokers().cluster();
            BrokerNode leader = leader(cluster, partition);
            if (leader == null) {
                throw new NoEffectException(partition + " has no leader");
            }
            leader.kill();
            stage.killed();
            Wait.until("another leader", LOOK, PATIENCE, () -> {
                BrokerNode next = leader(cluster, partition);
                return next != null && next.id() != leader.id();
            });
            stage.awaitPassage();
            stage.recovered();
            leader.start();
            leader.awaitReady(PATIENCE);
            awaitInSync(cluster);
            return leader + " gone, another leads";
        });
    }

    static Step killTwo(int index, Random random) {
        int survivor = 1 + random.nextInt(3);
        return step(random, "kill -9 of all brokers but " + survivor, stage -> {
            BrokerCluster cluster = stage.brokers().cluster();
            List<BrokerNode> victims = cluster.nodes().stream()
                    .filter(node -> node.id() != survivor)
                    .toList();
            for (BrokerNode victim : victims) {
                victim.kill();
                stage.killed();
            }
            // What was under way may still be written down.
            Thread.sleep(REFUSING.toMillis());
            int before = acked(stage);
            Thread.sleep(REFUSING.toMillis());
            int after = acked(stage);
            restart(stage, victims);
            if (after != before) {
                throw new NoEffectException(after - before + " events were acknowledged by one broker of three");
            }
            return "no event was acknowledged for " + REFUSING.toSeconds() + " s";
        });
    }

    static Step killAll(int index, Random random) {
        return step(random, "kill -9 of all brokers", stage -> {
            List<BrokerNode> all = stage.brokers().cluster().nodes();
            for (BrokerNode node : all) {
                node.kill();
                stage.killed();
            }
            long alive = all.stream().filter(BrokerNode::isAlive).count();
            restart(stage, all);
            if (alive > 0) {
                throw new NoEffectException(alive + " are alive");
            }
            return "none was alive";
        });
    }

    private static void restart(Stage stage, List<BrokerNode> nodes) throws InterruptedException {
        nodes.forEach(BrokerNode::start);
        for (BrokerNode node : nodes) {
            node.awaitReady(PATIENCE);
        }
        stage.healed();
        awaitInSync(stage.brokers().cluster());
    }

    /** So that the next fault meets a whole cluster. */
    private static void awaitInSync(BrokerCluster cluster) throws InterruptedException {
        int nodes = cluster.nodes().size();
        Wait.until("all replicas are in sync", LOOK, PATIENCE, () -> {
            for (int partition = 0; partition < Stage.PARTITIONS; partition++) {
                if (cluster.inSync(new TopicPartition(Topics.EVENTS, partition)) < nodes
                        || cluster.inSync(new TopicPartition(Topics.SNAPSHOTS, partition)) < nodes) {
                    return false;
                }
            }
            return true;
        });
    }

    private static @Nullable BrokerNode leader(BrokerCluster cluster, TopicPartition partition)
            throws InterruptedException {
        try {
            return cluster.leader(partition);
        } catch (ExecutionException e) {
            throw new BenchException("the leader of " + partition + " is not to be had: " + e.getMessage(), e);
        }
    }

    private static int acked(Stage stage) {
        return stage.attempts().of(Attempts.Fate.ACKED).size();
    }

    private static Step step(Random random, String fault, Step.Injection injection) {
        return new Step(random.nextInt(MOST_PAUSE_MS), fault, injection);
    }

    private BrokerFaults() {}
}
