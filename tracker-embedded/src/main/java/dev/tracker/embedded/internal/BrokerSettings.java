package dev.tracker.embedded.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a single node that is broker and controller in one. */
public final class BrokerSettings {
    public static final int NODE_ID = 1;
    public static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final int MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

    private BrokerSettings() {}

    /** Everything the node needs to know; ports are taken as free. */
    public static Map<String, String> of(Path logDirectory, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(identity(logDirectory, port, controllerPort));
        settings.putAll(internalTopics());
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        settings.put("log.cleaner.enable", "true");
        // The default, 128 MiB of heap, is made for a machine of its own.
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "2");
        // A node that was killed is taken for alive until its session ends, and until then may not start again.
        settings.put("broker.session.timeout.ms", "1500");
        settings.put("broker.heartbeat.interval.ms", "300");
        return settings;
    }

    private static Map<String, String> identity(Path logDirectory, int port, int controllerPort) {
        String broker = "PLAINTEXT://" + Ports.HOST + ":" + port;
        String controller = Ports.HOST + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + controller,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                broker + "," + CONTROLLER_LISTENER + "://" + controller,
                "advertised.listeners",
                broker,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                logDirectory.toString());
    }

    /**
     * Partition counts must never change for a data folder in use: groups and transactional ids are hashed over them.
     */
    private static Map<String, String> internalTopics() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "10",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "10",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "4",
                "group.initial.rebalance.delay.ms", "0",
                "min.insync.replicas", "1");
    }
}
