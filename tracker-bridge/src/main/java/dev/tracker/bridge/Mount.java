package dev.tracker.bridge;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.eclipse.jetty.server.Request;

/**
 * Something else that the bridge's server answers, and that the bridge knows nothing of. The bridge checks the Host header; who may ask, and how often, is up to the
 * handler.
 *
 * @param prefix what its paths begin with: a slash at both ends
 * @param handler answers every request below that
 * @param meters shown among the bridge's own at {@code /metrics}
 */
public record Mount(String prefix, Request.Handler handler, MeterBinder meters) {

    /** @throws IllegalArgumentException if the prefix is of another form, or the bridge's own */
    public Mount {
        if (!prefix.matches("/[a-z0-9]+/") || prefix.equals("/api/")) {
            throw new IllegalArgumentException("prefix must be of the form /name/ and not the bridge's own: " + prefix);
        }
    }
}
