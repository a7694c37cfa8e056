package dev.tracker.bridge;

import dev.tracker.bridge.internal.http.HostNames;
import dev.tracker.schemas.topics.Topics;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set of a bridge; refused as a whole if any of it is wrong. Immutable; its text shows no secret.
 *
 * @param kafka settings of the Kafka client by Kafka's names; {@code bootstrap.servers} is required
 * @param topic the compacted topic
 * @param host address to listen on
 * @param port 0 to 65535, 0 for any free one
 * @param hostNames further names under which browsers may address this server
 * @param tokens who may come in; at least one, each secret and each name once
 * @param allowedOrigins other origins, {@code https://host[:port]}, whose pages may open streams with a ticket
 * @param tls for an address that other machines can reach; null for none
 * @param isTlsTerminated whether something in front of the bridge provides TLS, or it can be reached in no other way than through this machine
 * @param database where timelines and histories are read; null for nowhere
 * @param limits how much is too much
 */
public record BridgeSettings(
        Map<String, String> kafka,
        String topic,
        String host,
        int port,
        Set<String> hostNames,
        List<AccessToken> tokens,
        Set<String> allowedOrigins,
        @Nullable TlsSettings tls,
        boolean isTlsTerminated,
        @Nullable DatabaseSettings database,
        BridgeLimits limits) {

    /** Where people expect the page. */
    public static final int DEFAULT_PORT = 8765;

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException naming the setting, if one is missing, out of range or unsafe */
    public BridgeSettings {
        kafka = Map.copyOf(kafka);
        hostNames = Set.copyOf(hostNames);
        tokens = List.copyOf(tokens);
        allowedOrigins = Set.copyOf(allowedOrigins);
        require(!kafka.getOrDefault(BOOTSTRAP, "").isBlank(), "kafka." + BOOTSTRAP + " must name a broker");
        require(!topic.isBlank(), "topic must not be empty");
        require(!host.isBlank(), "host must not be empty");
        require(port >= 0 && port <= MAX_PORT, "port must be from 0 to 65535, not " + port);
        require(!tokens.isEmpty(), "tokens must hold at least one: there is no way in without");
        requireDistinct(tokens);
        allowedOrigins.forEach(BridgeSettings::requireOrigin);
        require(
                HostNames.isLoopback(host) || tls != null || isTlsTerminated,
                "host " + host
                        + " can be reached from other machines, where tokens would be sent in the clear: set tls,"
                        + " or isTlsTerminated if something in front provides it, or listen on 127.0.0.1");
    }

    /** A bridge on the given brokers with the defaults: 127.0.0.1:8765, and a random token that sees all. */
    public static BridgeSettings of(String bootstrapServers) {
        return new BridgeSettings(
                Map.of(BOOTSTRAP, bootstrapServers),
                Topics.SNAPSHOTS,
                "127.0.0.1",
                DEFAULT_PORT,
                Set.of(),
                List.of(AccessToken.operator(AccessToken.randomSecret())),
                Set.of(),
                null,
                false,
                null,
                BridgeLimits.DEFAULT);
    }

    /** The same with other Kafka client settings, which must include {@code bootstrap.servers}. */
    public BridgeSettings withKafka(Map<String, String> newKafka) {
        Draft draft = new Draft(this);
        draft.kafka = newKafka;
        return draft.settings();
    }

    public BridgeSettings withPort(int newPort) {
        Draft draft = new Draft(this);
        draft.port = newPort;
        return draft.settings();
    }

    /** The same with one token only, which sees all. */
    public BridgeSettings withToken(String secret) {
        return withTokens(List.of(AccessToken.operator(secret)));
    }

    public BridgeSettings withTokens(List<AccessToken> newTokens) {
        Draft draft = new Draft(this);
        draft.tokens = newTokens;
        return draft.settings();
    }

    /** The same on another address and under further names; an address that others can reach needs TLS first. */
    public BridgeSettings withHost(String newHost, Set<String> newHostNames) {
        Draft draft = new Draft(this);
        draft.host = newHost;
        draft.hostNames = newHostNames;
        return draft.settings();
    }

    public BridgeSettings withAllowedOrigins(Set<String> newOrigins) {
        Draft draft = new Draft(this);
        draft.allowedOrigins = newOrigins;
        return draft.settings();
    }

    public BridgeSettings withTls(TlsSettings newTls) {
        Draft draft = new Draft(this);
        draft.tls = newTls;
        return draft.settings();
    }

    /** The same behind something that provides TLS, or that nobody reaches but through this machine. */
    public BridgeSettings withTlsTerminated() {
        Draft draft = new Draft(this);
        draft.isTlsTerminated = true;
        return draft.settings();
    }

    public BridgeSettings withDatabase(DatabaseSettings newDatabase) {
        Draft draft = new Draft(this);
        draft.database = newDatabase;
        return draft.settings();
    }

    public BridgeSettings withLimits(BridgeLimits newLimits) {
        Draft draft = new Draft(this);
        draft.limits = newLimits;
        return draft.settings();
    }

    @Override
    public String toString() {
        return "BridgeSettings[" + BOOTSTRAP + "=" + kafka.get(BOOTSTRAP) + ", topic=" + topic + ", host=" + host
                + ", port=" + port + ", hostNames=" + hostNames + ", tokens=" + tokens + ", allowedOrigins="
                + allowedOrigins + ", tls=" + tls + ", isTlsTerminated=" + isTlsTerminated + ", database=" + database
                + ", limits=" + limits + "]";
    }

    /** Settings before they are looked at. */
    private static final class Draft {

        private final String topic;
        private Map<String, String> kafka;
        private String host;
        private int port;
        private Set<String> hostNames;
        private List<AccessToken> tokens;
        private Set<String> allowedOrigins;
        private @Nullable TlsSettings tls;
        private boolean isTlsTerminated;
        private @Nullable DatabaseSettings database;
        private BridgeLimits limits;

        Draft(BridgeSettings from) {
            this.topic = from.topic;
            this.kafka = from.kafka;
            this.host = from.host;
            this.port = from.port;
            this.hostNames = from.hostNames;
            this.tokens = from.tokens;
            this.allowedOrigins = from.allowedOrigins;
            this.tls = from.tls;
            this.isTlsTerminated = from.isTlsTerminated;
            this.database = from.database;
            this.limits = from.limits;
        }

        BridgeSettings settings() {
            return new BridgeSettings(
                    kafka,
                    topic,
                    host,
                    port,
                    hostNames,
                    tokens,
                    allowedOrigins,
                    tls,
                    isTlsTerminated,
                    database,
                    limits);
        }
    }

    private static void requireDistinct(List<AccessToken> tokens) {
        Set<String> names = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        for (AccessToken token : tokens) {
            require(names.add(token.name()), "tokens: the name " + token.name() + " is there twice");
            require(secrets.add(token.secret()), "tokens: " + token.name() + " has the same secret as another one");
        }
    }

    private static void requireOrigin(String origin) {
        boolean isOrigin;
        try {
            URI uri = URI.create(origin);
            isOrigin = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            isOrigin = false;
        }
        require(isOrigin, "allowedOrigins must be of the form https://host[:port], not " + origin);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
