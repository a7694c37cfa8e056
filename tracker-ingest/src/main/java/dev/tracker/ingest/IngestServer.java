package dev.tracker.ingest;

import dev.tracker.ingest.internal.http.IngestJetty;

/** A server of its own for an {@link Ingest}. Safe for use by many threads. */
public final class IngestServer implements AutoCloseable {

    private final IngestAddress address;
    private final IngestJetty jetty;

    private IngestServer(IngestAddress address, IngestJetty jetty) {
        this.address = address;
        this.jetty = jetty;
    }

    /**
     * Starts one and returns once it listens.
     *
     * @param ingest answers; closed by whoever made it, after this server
     * @throws IngestException if the address is taken or the key cannot be read
     */
    public static IngestServer start(Ingest ingest, IngestAddress address) {
        return new IngestServer(address, IngestJetty.start(ingest.handler(), address));
    }

    /** Where it listens. */
    public String url() {
        return new IngestAddress(address.host(), jetty.port(), address.keystore(), "").toString();
    }

    /** The port that it listens on, or did until it was closed. */
    public int port() {
        return jetty.port();
    }

    /** Takes nothing new, gives what is under way a few seconds, and stops. */
    @Override
    public void close() {
        jetty.close();
    }
}
