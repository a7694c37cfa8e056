package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.access.Gatekeeper;
import dev.tracker.bridge.internal.access.Grant;
import java.util.List;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** Finds out who asks: by a Bearer token, by the login cookie or, for what stays open, by a ticket. */
final class Authenticator {

    private static final String SCHEME = "Bearer ";
    private static final String TICKET = "ticket";

    private final Gatekeeper gatekeeper;
    private final LoginCookie cookie;
    private final Origins origins;

    Authenticator(Gatekeeper gatekeeper, LoginCookie cookie, Origins origins) {
        this.gatekeeper = gatekeeper;
        this.cookie = cookie;
        this.origins = origins;
    }

    /**
     * Who asks, null if they prove nothing.
     *
     * @param takesTicket whether a ticket is good here; it is used up
     */
    @Nullable
    Grant grant(Request request, boolean takesTicket) {
        List<String> authorization = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (!authorization.isEmpty()) {
            return authorization.size() == 1 ? ofBearer(authorization.get(0)) : null;
        }
        String ticket = takesTicket ? ticket(request) : null;
        if (ticket != null) {
            return gatekeeper.redeemTicket(ticket);
        }
        // A browser sends the cookie along for any page of the same host, whatever its port; only our own may use it.
        return origins.isAbsentOrOwn(request) ? ofCookie(request) : null;
    }

    static @Nullable String ticket(Request request) {
        Fields query = Queries.of(request);
        return query.getValue(TICKET);
    }

    private @Nullable Grant ofBearer(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? gatekeeper.ofSecret(value.substring(SCHEME.length()).strip())
                : null;
    }

    private @Nullable Grant ofCookie(Request request) {
        Grant grant = null;
        for (HttpCookie sent : Request.getCookies(request)) {
            if (grant == null && cookie.isNamed(sent.getName())) {
                grant = gatekeeper.ofCookie(sent.getValue());
            }
        }
        return grant;
    }
}
