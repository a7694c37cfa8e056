package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.AccessToken;
import dev.tracker.bridge.internal.access.Gatekeeper;
import dev.tracker.bridge.internal.access.Grant;
import dev.tracker.bridge.internal.access.OneTime;
import dev.tracker.bridge.internal.limit.AddressLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ways in and out for people, and what programs fetch for them. */
final class LoginEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(LoginEndpoints.class);

    private static final String TOKEN = "token";
    private static final int MAX_FIELDS = 4;
    private static final int MAX_FORM = 4096;

    private final Gatekeeper gatekeeper;
    private final LoginCookie cookie;
    private final AddressLimits attempts;
    private final Supplier<String> url;

    /**
     * @param attempts how often one may try
     * @param url the page's address, for links
     */
    LoginEndpoints(Gatekeeper gatekeeper, LoginCookie cookie, AddressLimits attempts, Supplier<String> url) {
        this.gatekeeper = gatekeeper;
        this.cookie = cookie;
        this.attempts = attempts;
        this.url = url;
    }

    /** The form or, with a one-time link's token, the login itself. */
    void page(Exchange exchange) {
        String secret = Queries.of(exchange.request()).getValue(TOKEN);
        if (secret == null) {
            LoginPage.show(exchange, 200, "");
            return;
        }
        limit(exchange);
        AccessToken token = gatekeeper.redeemLoginLink(secret);
        enter(exchange, token, "This link has been used or is too old. Log in with the token, or get a new link.");
    }

    /** Takes the form. */
    void submit(Exchange exchange) {
        limit(exchange);
        Request request = exchange.request();
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            throw new Problem(415, "The form is sent as application/x-www-form-urlencoded.");
        }
        FormFields.onFields(request, StandardCharsets.UTF_8, MAX_FIELDS, MAX_FORM, new Promise.Invocable<>() {
            @Override
            public void succeeded(Fields fields) {
                String secret = fields.getValue(TOKEN);
                Grant grant = secret == null ? null : gatekeeper.ofSecret(secret.strip());
                enter(exchange, grant == null ? null : grant.token(), "This is no token that is known here.");
            }

            @Override
            public void failed(Throwable cause) {
                exchange.problem(400, "The form cannot be read.");
            }
        });
    }

    private void limit(Exchange exchange) {
        if (!attempts.take(Request.getRemoteAddr(exchange.request()))) {
            exchange.response().getHeaders().put(HttpHeader.RETRY_AFTER, 10);
            throw new Problem(429, "Too many attempts; wait a moment.");
        }
    }

    private void enter(Exchange exchange, @Nullable AccessToken token, String complaint) {
        if (token == null) {
            LOG.warn("A login was refused, from {}", Request.getRemoteAddr(exchange.request()));
            LoginPage.show(exchange, 401, complaint);
            return;
        }
        cookie.set(exchange.response().getHeaders(), gatekeeper.cookie(token), gatekeeper.cookieLife());
        exchange.seeOther("/");
    }

    void logout(Exchange exchange) {
        cookie.delete(exchange.response().getHeaders());
        exchange.seeOther("/login");
    }

    void session(Exchange exchange) {
        Grant grant = exchange.grant();
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("name", grant.token().name());
        form.put("role", grant.token().role().wireName());
        form.put(
                "projects",
                grant.scope().projects() == null
                        ? null
                        : new TreeSet<>(grant.scope().projects()));
        form.put("expiresAt", isUnlimited(grant) ? null : grant.expiresAt().toString());
        exchange.json(200, form);
    }

    void ticket(Exchange exchange) {
        OneTime ticket = gatekeeper.newTicket(requireBearer(exchange));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("ticket", ticket.secret());
        form.put("expiresAt", ticket.expiresAt().toString());
        exchange.json(201, form);
    }

    void loginLink(Exchange exchange) {
        OneTime link = gatekeeper.newLoginLink(requireBearer(exchange));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("url", url.get() + "/login?token=" + link.secret());
        form.put("expiresAt", link.expiresAt().toString());
        exchange.json(201, form);
    }

    /** What a login could pass on would outlive it. */
    private static AccessToken requireBearer(Exchange exchange) {
        if (!isUnlimited(exchange.grant())) {
            throw new Problem(403, "This needs the token itself: Authorization: Bearer ...");
        }
        return exchange.grant().token();
    }

    private static boolean isUnlimited(Grant grant) {
        return grant.expiresAt().equals(Instant.MAX);
    }
}
