package dev.tracker.embedded.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A node that is broker and controller, put together from Kafka's own parts as {@link KafkaRaftServer} does it, with one difference: the broker starts only once its
 * predecessor is fenced.
 *
 * <p>After {@code kill -9} the metadata still calls the dead broker alive and leader, until its session has timed out. A broker of the same id that reads this before takes
 * itself for the leader, coordinates transactions and sends the markers of those that were being committed; in the middle of it the fencing takes every partition's leader away,
 * and Kafka 4.3 takes partitions without a leader for deleted ones, skips their markers and notes the transaction as complete
 * ({@code TransactionMarkerChannelManager.addTxnMarkersToBrokerQueue}). What such a transaction wrote stays undecided for good: its consumers and its group wait for ever. It
 * happened in one of 75 restarts of {@code tracker dev} in the middle of a replay.
 *
 * <p>Started and stopped by one thread.
 */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final PredecessorFenced predecessor;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    /** Reads the log folders, which must be formatted; starts nothing. */
    public Node(KafkaConfig config) {
        KafkaYammerMetrics.INSTANCE.configure(config.originals());
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folders =
                KafkaRaftServer.initializeLogDirs(config, LOG, "[node " + config.nodeId() + "] ");
        Metrics metrics = Server.initializeMetrics(
                config, Time.SYSTEM, folders._1().clusterId().orElseThrow());
        shared = new SharedServer(
                config,
                folders._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2());
        broker = new BrokerServer(shared);
        predecessor = new PredecessorFenced(config.nodeId());
    }

    /** Returns once the broker serves clients. */
    public void start() throws InterruptedException {
        controller.startup();
        CompletableFuture<Void> unusedInstalled = shared.loader().installPublishers(List.of(predecessor));
        if (!predecessor.await()) {
            LOG.warn("No controller has fenced this broker's predecessor; the broker starts nevertheless");
        }
        CompletableFuture<Void> unusedRemoved = shared.loader().removeAndClosePublisher(predecessor);
        broker.startup();
    }

    /** Stops what was started and waits for it; the broker hands its partitions over first. */
    public void stop() {
        try {
            broker.shutdown();
            broker.awaitShutdown();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }
}
