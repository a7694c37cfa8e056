package dev.tracker.bench.cluster;

import dev.tracker.bench.run.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * TLS on every listener, SCRAM-SHA-512 for clients, certificates between the nodes, and an authorizer that refuses what no ACL allows. Immutable.
 */
public final class ClusterSecurity {

    /** A super user: may do everything without an ACL, and hand out rights. */
    public static final String ADMIN = "admin";

    private static final String NODE = "broker";
    private static final String MECHANISM = "SCRAM-SHA-512";

    private final CertificateAuthority authority;
    private final CertificateAuthority.Issued node;
    private final Path trusted;
    private final Map<String, String> passwords = new LinkedHashMap<>();

    /**
     * New certificates, and users who exist from the start.
     *
     * @param folder for certificates and keys
     * @param users besides {@link #ADMIN}, each with a random password
     */
    public ClusterSecurity(Path folder, Collection<String> users) {
        authority = new CertificateAuthority(folder);
        node = authority.issue(NODE, ClusterPlan.HOST);
        trusted = folder.resolve("trusted.pem");
        try {
            Files.writeString(trusted, authority.certificate());
        } catch (IOException e) {
            throw new BenchException("the certificate can't be written: " + e.getMessage(), e);
        }
        SecureRandom random = new SecureRandom();
        passwords.put(ADMIN, password(random));
        users.forEach(user -> passwords.put(user, password(random)));
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Issues certificates for other servers of the test. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** File with the certificate that clients trust, in PEM. */
    public Path trusted() {
        return trusted;
    }

    /** Settings of a client that logs in as this user, without {@code bootstrap.servers}. */
    public Map<String, String> clientSettings(String user) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                trusted.toString(),
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                jaas(user));
    }

    /** How this user proves who he is. */
    public String jaas(String user) {
        String password = passwords.get(user);
        if (password == null) {
            throw new BenchException("there is no user " + user);
        }
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    String protocol(Listener listener) {
        return switch (listener) {
            case CLIENT, DIRECT -> "SASL_SSL";
            case REPLICATION, CONTROLLER -> "SSL";
        };
    }

    Map<String, String> brokerSettings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.certificate.chain", node.chain());
        settings.put("ssl.keystore.key", node.key());
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", authority.certificate());
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        for (Listener listener : List.of(Listener.CLIENT, Listener.DIRECT)) {
            settings.put(
                    "listener.name." + listener.name().toLowerCase(Locale.ROOT) + ".scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        }
        for (Listener listener : List.of(Listener.REPLICATION, Listener.CONTROLLER)) {
            settings.put("listener.name." + listener.name().toLowerCase(Locale.ROOT) + ".ssl.client.auth", "required");
        }
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:CN=" + NODE + ";User:" + ADMIN);
        return settings;
    }

    List<String> scramUsersAtFormat() {
        return passwords.entrySet().stream()
                .map(user -> MECHANISM + "=[name=" + user.getKey() + ",password=" + user.getValue() + "]")
                .toList();
    }

    Map<String, String> adminSettings() {
        return clientSettings(ADMIN);
    }

    @Override
    public String toString() {
        return "ClusterSecurity" + passwords.keySet();
    }
}
