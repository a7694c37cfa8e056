package dev.tracker.bench.secured;

import dev.tracker.bench.cluster.BrokerCluster;
import dev.tracker.bench.cluster.CertificateAuthority;
import dev.tracker.bench.cluster.ClusterPlan;
import dev.tracker.bench.cluster.ClusterSecurity;
import dev.tracker.bench.run.BenchException;
import dev.tracker.cli.Main;
import dev.tracker.embedded.EmbeddedDatabase;
import dev.tracker.streams.access.AclAdmin;
import dev.tracker.streams.access.KafkaRole;
import dev.tracker.streams.access.Right;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Three brokers and a PostgreSQL, both with TLS, set up as {@code docs/security.md} says and by the commands it names: topics, ACLs, schema, logins.
 */
public final class SecuredStack implements AutoCloseable {

    static final List<String> LOGINS = List.of("sink", "bridge", "analyst");
    private static final String DATABASE = "tracker";

    private final ClusterSecurity security;
    private final BrokerCluster cluster;
    private final EmbeddedDatabase database;

    private SecuredStack(ClusterSecurity security, BrokerCluster cluster, EmbeddedDatabase database) {
        this.security = security;
        this.cluster = cluster;
        this.database = database;
    }

    /** Starts and sets up all of it below the folder. */
    public static SecuredStack start(Path folder) throws InterruptedException {
        List<String> users =
                Arrays.stream(KafkaRole.values()).map(SecuredStack::user).toList();
        ClusterSecurity security = new ClusterSecurity(folder.resolve("certificates"), users);
        EmbeddedDatabase database = startDatabase(folder.resolve("postgres"), security.authority());
        try {
            BrokerCluster cluster =
                    BrokerCluster.start(ClusterPlan.of(3, folder).withSecurity(security));
            SecuredStack stack = new SecuredStack(security, cluster, database);
            stack.setUp();
            return stack;
        } catch (RuntimeException | InterruptedException e) {
            database.close();
            throw e;
        }
    }

    private static EmbeddedDatabase startDatabase(Path folder, CertificateAuthority authority) {
        CertificateAuthority.Issued own = authority.issue("postgres", "127.0.0.1");
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        try {
            Files.createDirectories(folder);
            Files.writeString(certificate, own.chain());
            Files.writeString(key, own.key());
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new BenchException("PostgreSQL's certificate can't be written: " + e.getMessage(), e);
        }
        return EmbeddedDatabase.start(
                folder,
                0,
                Map.of("ssl", "on", "ssl_cert_file", certificate.toString(), "ssl_key_file", key.toString()));
    }

    private void setUp() {
        command(ClusterSecurity.ADMIN, "topics", "--partitions", "3");
        command(ClusterSecurity.ADMIN, "acls", "--apply");
        database.createDatabase(DATABASE);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(DATABASE));
                Statement statement = connection.createStatement()) {
            for (String login : LOGINS) {
                statement.execute("CREATE ROLE " + login + " LOGIN");
            }
        } catch (SQLException e) {
            throw new BenchException("the logins could not be made: " + e.getMessage(), e);
        }
        command(
                ClusterSecurity.ADMIN,
                "migrate",
                "--jdbc-url",
                database.jdbcUrl(DATABASE),
                "--login",
                "sink=sink",
                "--login",
                "bridge=bridge",
                "--login",
                "analyst=analyst");
    }

    /** The user of a role, by the prefix that {@code tracker acls} takes if told nothing. */
    static String user(KafkaRole role) {
        return "tracker-" + role;
    }

    public BrokerCluster cluster() {
        return cluster;
    }

    ClusterSecurity security() {
        return security;
    }

    /** Settings of a Kafka client of that user. */
    Map<String, String> client(String user) {
        Map<String, String> settings = new HashMap<>(security.clientSettings(user));
        settings.put("bootstrap.servers", cluster.bootstrap());
        return settings;
    }

    /** The database for that login, its certificate checked. */
    String jdbcUrl(String login) {
        return database.jdbcUrl(DATABASE).replaceFirst("\\?.*", "") + "?user=" + login
                + "&sslmode=verify-full&sslrootcert=" + security.trusted();
    }

    /** Runs a command of {@code tracker} as that user; its output if it ends well. */
    String command(String user, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TRACKER_BOOTSTRAP", cluster.bootstrap());
        security.clientSettings(user)
                .forEach((key, value) ->
                        environment.put("KAFKA_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(environment, new PrintWriter(out), new PrintWriter(err), arguments);
        if (exit != 0) {
            throw new BenchException(user + ": tracker " + arguments[0] + " ended with " + exit + ": " + out + err);
        }
        return out.toString();
    }

    /** Hands out a right that nobody should have. */
    void allowOnAllTopics(String principal, AclOperation operation) {
        Right right = new Right(new ResourcePattern(ResourceType.TOPIC, "tracker.", PatternType.PREFIXED), operation);
        new AclAdmin(cluster.admin()).add(List.of(right.to(principal)));
    }

    @Override
    public void close() {
        cluster.close();
        database.close();
    }
}
