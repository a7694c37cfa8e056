package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.IngestAddress;
import dev.tracker.ingest.IngestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty, set up for an ingest of its own. */
public final class IngestJetty implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestJetty.class);
    private static final int MAX_THREADS = 32;
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final long IDLE_MS = 30_000;
    private static final long STOP_MS = 5_000;

    private final Server server;
    private final ServerConnector connector;
    private int port;

    private IngestJetty(Request.Handler handler, IngestAddress address) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("ingest-http");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setStopTimeout(STOP_MS);
        connector = new ServerConnector(server, factories(address));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setErrorHandler(new ProblemPages());
        server.setHandler(new GracefulHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return handler.handle(request, response, callback);
            }
        }));
    }

    private static ConnectionFactory[] factories(IngestAddress address) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
        configuration.setSendServerVersion(false);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        Path keystore = address.keystore();
        if (keystore == null) {
            return new ConnectionFactory[] {http};
        }
        // Senders reach it by whatever name; their side checks the certificate.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStorePath(keystore.toUri().toString());
        context.setKeyStoreType("PKCS12");
        context.setKeyStorePassword(address.password());
        return new ConnectionFactory[] {new SslConnectionFactory(context, http.getProtocol()), http};
    }

    /** @throws IngestException if it cannot listen there */
    public static IngestJetty start(Request.Handler handler, IngestAddress address) {
        IngestJetty jetty = new IngestJetty(handler, address);
        try {
            jetty.server.start();
            jetty.port = jetty.connector.getLocalPort();
            return jetty;
        } catch (Exception e) {
            jetty.close();
            String reason = e instanceof IOException && e.getCause() != null
                    ? String.valueOf(e.getCause().getMessage())
                    : String.valueOf(e.getMessage());
            throw new IngestException(
                    "The ingest cannot listen on " + address.host() + ":" + address.port() + ": " + reason, e);
        }
    }

    /** The port that it listens on, or did until it was closed. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The HTTP server did not stop in order", e);
        } finally {
            server.destroy();
        }
    }

    /** The errors that Jetty itself finds, in the same form as ours and without its stack traces. */
    private static final class ProblemPages extends ErrorHandler {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = response.getStatus() < 400 ? 500 : response.getStatus();
            byte[] body = Call.json(Call.problemForm(status, "This request can't be read."));
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }
    }
}
