package dev.tracker.bridge.internal.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** What browsers are told about every answer: nothing but our own files runs, nobody frames us, nothing is guessed or kept. */
final class SecurityHeaders {

    /** @param authority the Host that the request was addressed to and that has been checked; null if there is none */
    static void apply(HttpFields.Mutable headers, @Nullable String authority) {
        // Not every browser counts ws: of the same host as 'self'.
        String sockets = authority == null ? "" : " ws://" + authority + " wss://" + authority;
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" + sockets
                        + "; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private SecurityHeaders() {}
}
