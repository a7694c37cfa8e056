package dev.tracker.bench.secured;

import dev.tracker.bench.cluster.CertificateAuthority;
import dev.tracker.streams.access.KafkaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Servers that are not who they should be, which clients must refuse, and clients that are not, which servers must. */
final class StrangerRefusals {

    private final SecuredStack stack;
    private final Refusals refusals;
    private final Path otherAuthority;

    StrangerRefusals(SecuredStack stack, Refusals refusals, Path folder) {
        this.stack = stack;
        this.refusals = refusals;
        otherAuthority = folder.resolve("other.pem");
        try {
            Files.createDirectories(folder);
            Files.writeString(otherAuthority, new CertificateAuthority(folder).certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void attemptAll() {
        String bootstrap = stack.cluster().bootstrap();
        refusals.expect(
                "a client may speak to brokers whose certificate nobody vouches for",
                SslAuthenticationException.class::isInstance,
                () -> connect(Map.of("ssl.truststore.location", otherAuthority.toString())));
        refusals.expect(
                "a client may speak to brokers whose certificate is for another host",
                SslAuthenticationException.class::isInstance,
                () -> connect(Map.of("bootstrap.servers", bootstrap.replace("127.0.0.1", "localhost"))));
        refusals.expect(
                "a client may come in with another's password",
                SaslAuthenticationException.class::isInstance,
                () -> connect(Map.of(
                        "sasl.jaas.config",
                        stack.security()
                                .jaas(SecuredStack.user(KafkaRole.WORKER))
                                .replace(
                                        SecuredStack.user(KafkaRole.WORKER),
                                        SecuredStack.user(KafkaRole.AGGREGATOR)))));
        String url = stack.jdbcUrl("sink");
        refusals.expect(
                "a sink may speak to a database whose certificate is for another host",
                SQLException.class::isInstance,
                () -> DriverManager.getConnection(url.replace("127.0.0.1", "localhost"))
                        .close());
        refusals.expect(
                "a sink may speak to a database whose certificate nobody vouches for",
                SQLException.class::isInstance,
                () -> DriverManager.getConnection(
                                url.replace(stack.security().trusted().toString(), otherAuthority.toString()))
                        .close());
    }

    private void connect(Map<String, String> other) throws Exception {
        Map<String, Object> settings = new HashMap<>(stack.client(SecuredStack.user(KafkaRole.WORKER)));
        settings.putAll(other);
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS);
        }
    }
}
