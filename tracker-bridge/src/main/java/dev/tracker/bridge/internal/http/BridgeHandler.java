package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.Mount;
import dev.tracker.bridge.Role;
import dev.tracker.bridge.internal.access.Grant;
import dev.tracker.bridge.internal.limit.AddressLimits;
import dev.tracker.bridge.internal.query.BadQueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in who may come in, and takes each request to its route. */
final class BridgeHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeHandler.class);

    private static final long MAX_BODY = 16 * 1024;

    private final HostNames hostNames;
    private final Origins origins;
    private final Authenticator authenticator;
    private final AddressLimits requests;
    private final List<Route> routes;
    private final List<Mount> mounts;

    BridgeHandler(
            HostNames hostNames,
            Origins origins,
            Authenticator authenticator,
            AddressLimits requests,
            List<Route> routes,
            List<Mount> mounts) {
        this.hostNames = hostNames;
        this.origins = origins;
        this.authenticator = authenticator;
        this.requests = requests;
        this.routes = routes;
        this.mounts = mounts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String host = Request.getServerName(request);
        boolean isOurs = host != null && hostNames.accepts(host);
        SecurityHeaders.apply(response.getHeaders(), isOurs ? host + ":" + Request.getServerPort(request) : null);
        Mount mount = isOurs ? mount(String.valueOf(request.getHttpURI().getPath())) : null;
        if (mount != null) {
            return mount.handler().handle(request, response, callback);
        }
        Exchange exchange = new Exchange(request, response, callback, null, Map.of());
        try {
            if (!isOurs) {
                throw new Problem(403, "This server does not go by the name in the Host header.");
            }
            if (!requests.take(Request.getRemoteAddr(request))) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
                throw new Problem(429, "Too many requests; ask less often.");
            }
            route(exchange);
        } catch (Problem problem) {
            exchange.problem(problem.status(), problem.detail());
        } catch (BadQueryException e) {
            exchange.problem(400, e.detail());
        } catch (RuntimeException e) {
            LOG.error("A request failed", e);
            Response.writeError(request, response, callback, 500);
        }
        return true;
    }

    private @Nullable Mount mount(String path) {
        for (Mount mount : mounts) {
            if (path.startsWith(mount.prefix())) {
                return mount;
            }
        }
        return null;
    }

    /** A route at the path that is asked for. */
    private record Found(Route route, Map<String, String> variables) {}

    private void route(Exchange exchange) {
        Request request = exchange.request();
        List<Found> found = find(String.valueOf(request.getHttpURI().getPath()));
        Found match = choose(found, request);
        boolean staysOpen = match != null && match.route().kind() != Route.Kind.ANSWER;
        if (staysOpen || HttpMethod.POST.is(request.getMethod())) {
            requireOrigin(request, staysOpen);
        }
        Exchange known = exchange;
        boolean isOpen = !found.isEmpty()
                && found.stream().allMatch(candidate -> candidate.route().access() == Access.OPEN);
        if (!isOpen && (match == null || match.route().access() != Access.OPEN)) {
            Grant grant = authenticator.grant(request, staysOpen);
            if (grant == null) {
                refuse(exchange);
                return;
            }
            known = exchange.with(grant);
        }
        if (match == null) {
            throw found.isEmpty() ? Problem.notFound("There is nothing at this path.") : wrongMethod(exchange, found);
        }
        Role role = match.route().access().role();
        if (role != null && !known.grant().allows(role)) {
            throw new Problem(403, "This needs a token of the role " + role.wireName() + ".");
        }
        // Only what takes a body reads it; elsewhere it may be as long as it likes.
        if (match.route().method().equals("POST") && request.getLength() > MAX_BODY) {
            throw new Problem(413, "A request may have a body of at most 16 KiB.");
        }
        match.route().endpoint().answer(known.with(match.variables()));
    }

    private List<Found> find(String path) {
        List<Found> found = new ArrayList<>();
        for (Route route : routes) {
            Map<String, String> variables = route.match(path);
            if (variables != null) {
                found.add(new Found(route, variables));
            }
        }
        return found;
    }

    /** The one for this method; where there are two, the one for WebSockets is for those who want one. */
    private static @Nullable Found choose(List<Found> found, Request request) {
        Found chosen = null;
        boolean wantsUpgrade = SocketUpgrade.isWanted(request);
        for (Found candidate : found) {
            boolean upgrades = candidate.route().kind() == Route.Kind.UPGRADE;
            if (candidate.route().takes(request.getMethod())
                    && (wantsUpgrade ? chosen == null || upgrades : !upgrades)) {
                chosen = candidate;
            }
        }
        return chosen;
    }

    private void requireOrigin(Request request, boolean staysOpen) {
        boolean hasTicket = staysOpen && origins.listed(request) != null && Authenticator.ticket(request) != null;
        if (!origins.isAbsentOrOwn(request) && !hasTicket) {
            throw new Problem(403, "Pages of other origins may not do this.");
        }
    }

    private static Problem wrongMethod(Exchange exchange, List<Found> found) {
        Set<String> methods = new TreeSet<>();
        for (Found route : found) {
            methods.add(route.route().method());
            if (route.route().method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        String allowed = String.join(", ", methods);
        exchange.response().getHeaders().put(HttpHeader.ALLOW, allowed);
        return new Problem(405, "Only " + allowed + " are answered here.");
    }

    /** Always the same, whatever was wrong or missing; people get the form in which to do better. */
    private static void refuse(Exchange exchange) {
        exchange.response().getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        String accepted = exchange.request().getHeaders().get(HttpHeader.ACCEPT);
        if (accepted != null && accepted.contains("text/html")) {
            LoginPage.show(exchange, 401, "");
        } else {
            throw new Problem(401, "A token is needed: Authorization: Bearer ...");
        }
    }
}
