package dev.tracker.bridge.internal.http;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The login cookie as the browser keeps it. Its name holds the port, because browsers do not keep the cookies of a host's ports apart, and two bridges on one
 * machine would log each other out.
 */
final class LoginCookie {

    private static final String NAME = "tracker_session_";

    private final boolean isSecure;
    private final IntSupplier port;

    /** @param isSecure whether browsers reach us over TLS only */
    LoginCookie(boolean isSecure, IntSupplier port) {
        this.isSecure = isSecure;
        this.port = port;
    }

    String name() {
        return (isSecure ? "__Host-" : "") + NAME + port.getAsInt();
    }

    boolean isNamed(String name) {
        return name().equals(name);
    }

    void set(HttpFields.Mutable headers, String value, Duration life) {
        headers.add(HttpHeader.SET_COOKIE, text(value, life.toSeconds()));
    }

    void delete(HttpFields.Mutable headers) {
        headers.add(HttpHeader.SET_COOKIE, text("", 0));
    }

    private String text(String value, long seconds) {
        return name() + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (isSecure ? "; Secure" : "");
    }
}
