package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.BridgeSettings;
import dev.tracker.bridge.TlsSettings;
import java.util.EnumSet;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** How bytes become requests. */
final class Connections {

    private static final int MAX_HEADER_BYTES = 8 * 1024;

    /** Paths are matched as they were sent and name no files, so an encoded slash or percent sign is a character like any other. */
    private static final UriCompliance RAW_PATHS = new UriCompliance(
            "RAW_PATHS",
            EnumSet.of(
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                    UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                    UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                    UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                    UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));

    static ConnectionFactory[] factories(BridgeSettings settings) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(RAW_PATHS);
        configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
        configuration.setSendServerVersion(false);
        TlsSettings tls = settings.tls();
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        if (tls == null) {
            return new ConnectionFactory[] {http};
        }
        // Names are checked by the handler, also those that the certificate does not know.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStorePath(tls.keystore().toUri().toString());
        context.setKeyStoreType("PKCS12");
        context.setKeyStorePassword(tls.password());
        return new ConnectionFactory[] {new SslConnectionFactory(context, http.getProtocol()), http};
    }

    private Connections() {}
}
