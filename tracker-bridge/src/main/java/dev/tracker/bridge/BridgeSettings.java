package dev.tracker.bridge;

import dev.tracker.bridge.internal.http.HostNames;
import dev.tracker.schemas.topics.Topics;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set of a bridge; refused as a whole if any of it is wrong. Immutable; its text shows no secret.
 *
 * @param kafka settings of the Kafka client by Kafka's names; {@code bootstrap.servers} is required
 * @param topic the compacted topic
 * @param host address to listen on; without a token only a loopback one
 * @param port 0 to 65535, 0 for any free one
 * @param hostNames further names under which browsers may address this server
 * @param requireToken whether every route but the health checks demands the token
 * @param token the secret, at least {@link #LEAST_TOKEN} visible ASCII characters; null if there is none
 * @param maxViewers most WebSocket viewers at a time, from 1
 * @param snapshotLimit most tasks that a new viewer is sent at once, from 1; later changes of the others still reach it
 */
public record BridgeSettings(
        Map<String, String> kafka,
        String topic,
        String host,
        int port,
        Set<String> hostNames,
        boolean requireToken,
        @Nullable String token,
        int maxViewers,
        int snapshotLimit) {

    /** Where people expect the page. */
    public static final int DEFAULT_PORT = 8765;

    /** Shortest token that is accepted, in characters. */
    public static final int LEAST_TOKEN = 16;

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final int MAX_PORT = 65_535;
    private static final int DEFAULT_MAX_VIEWERS = 10_000;
    private static final int DEFAULT_SNAPSHOT_LIMIT = 10_000;

    /** @throws IllegalArgumentException naming the setting, if one is missing, out of range or unsafe */
    public BridgeSettings {
        kafka = Map.copyOf(kafka);
        hostNames = Set.copyOf(hostNames);
        require(!kafka.getOrDefault(BOOTSTRAP, "").isBlank(), "kafka." + BOOTSTRAP + " must name a broker");
        require(!topic.isBlank(), "topic must not be empty");
        require(!host.isBlank(), "host must not be empty");
        require(port >= 0 && port <= MAX_PORT, "port must be from 0 to 65535, not " + port);
        require(maxViewers >= 1, "maxViewers must be at least 1, not " + maxViewers);
        require(snapshotLimit >= 1, "snapshotLimit must be at least 1, not " + snapshotLimit);
        require(token == null || isStrong(token), "token must have at least 16 visible ASCII characters and no spaces");
        require(!requireToken || token != null, "requireToken is set, but there is no token");
        require(
                requireToken || HostNames.isLoopback(host),
                "host " + host
                        + " can be reached from other machines: set requireToken and a token, or listen on 127.0.0.1");
    }

    /** A bridge on the given brokers with the defaults: 127.0.0.1:8765, no token. */
    public static BridgeSettings of(String bootstrapServers) {
        return new BridgeSettings(
                Map.of(BOOTSTRAP, bootstrapServers),
                Topics.SNAPSHOTS,
                "127.0.0.1",
                DEFAULT_PORT,
                Set.of(),
                false,
                null,
                DEFAULT_MAX_VIEWERS,
                DEFAULT_SNAPSHOT_LIMIT);
    }

    /** The same with other Kafka client settings, which must include {@code bootstrap.servers}. */
    public BridgeSettings withKafka(Map<String, String> newKafka) {
        return new BridgeSettings(
                newKafka, topic, host, port, hostNames, requireToken, token, maxViewers, snapshotLimit);
    }

    public BridgeSettings withPort(int newPort) {
        return new BridgeSettings(
                kafka, topic, host, newPort, hostNames, requireToken, token, maxViewers, snapshotLimit);
    }

    /** The same, demanding that token on every route but the health checks. */
    public BridgeSettings withToken(String newToken) {
        return new BridgeSettings(kafka, topic, host, port, hostNames, true, newToken, maxViewers, snapshotLimit);
    }

    /** The same on another address and under further names; an address that others can reach needs {@link #withToken} first. */
    public BridgeSettings withHost(String newHost, Set<String> newHostNames) {
        return new BridgeSettings(
                kafka, topic, newHost, port, newHostNames, requireToken, token, maxViewers, snapshotLimit);
    }

    public BridgeSettings withLimits(int newMaxViewers, int newSnapshotLimit) {
        return new BridgeSettings(
                kafka, topic, host, port, hostNames, requireToken, token, newMaxViewers, newSnapshotLimit);
    }

    @Override
    public String toString() {
        return "BridgeSettings[" + BOOTSTRAP + "=" + kafka.get(BOOTSTRAP) + ", topic=" + topic + ", host=" + host
                + ", port=" + port + ", hostNames=" + hostNames + ", requireToken=" + requireToken + ", token="
                + (token == null ? "none" : "(set)") + ", maxViewers=" + maxViewers + ", snapshotLimit="
                + snapshotLimit + "]";
    }

    private static boolean isStrong(String token) {
        return token.length() >= LEAST_TOKEN && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
