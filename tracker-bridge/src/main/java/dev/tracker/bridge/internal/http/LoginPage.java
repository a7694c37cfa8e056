package dev.tracker.bridge.internal.http;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;

/** The form that takes a token. It needs no script, and must send its origin along, which the other pages' referrer policy would hide. */
final class LoginPage {

    private static final String TEMPLATE = new String(Resources.read("/web/login.html"), StandardCharsets.UTF_8);
    private static final String PLACE = "<!--message-->";

    /** @param message plain text of ours, never what somebody sent */
    static void show(Exchange exchange, int status, String message) {
        HttpFields.Mutable headers = exchange.response().getHeaders();
        headers.put("Referrer-Policy", "same-origin");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        exchange.bytes(
                status,
                "text/html; charset=utf-8",
                TEMPLATE.replace(PLACE, message).getBytes(StandardCharsets.UTF_8));
    }

    private LoginPage() {}
}
