package dev.tracker.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a server of its own listens. Its text does not show the password.
 *
 * @param host address to listen on
 * @param port 0 to 65535, 0 for any free one
 * @param keystore PKCS #12 file with the key and its certificates, for TLS; null for none
 * @param password of the file and the key
 */
public record IngestAddress(String host, int port, @Nullable Path keystore, String password) {

    /** The port of OTLP over HTTP, where exporters look by themselves. */
    public static final int DEFAULT_PORT = 4318;

    /** @throws IllegalArgumentException if the port is out of range */
    public IngestAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
        }
    }

    /** Without TLS, for this machine only. */
    public static IngestAddress local(int port) {
        return new IngestAddress("127.0.0.1", port, null, "");
    }

    @Override
    public String toString() {
        return (keystore == null ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + port;
    }
}
