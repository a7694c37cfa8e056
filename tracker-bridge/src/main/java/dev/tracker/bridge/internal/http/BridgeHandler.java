package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.BridgeSettings;
import java.util.List;
import java.util.Map;
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

    private final HostNames hostNames;
    private final TokenGate gate;
    private final List<Route> routes;
    private final SocketUpgrade sockets;

    BridgeHandler(BridgeSettings settings, List<Route> routes, SocketUpgrade sockets) {
        this.hostNames = new HostNames(settings.host(), settings.hostNames());
        this.gate = new TokenGate(settings);
        this.routes = routes;
        this.sockets = sockets;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String host = Request.getServerName(request);
        boolean isOurs = host != null && hostNames.accepts(host);
        SecurityHeaders.apply(response.getHeaders(), isOurs ? host + ":" + Request.getServerPort(request) : null);
        Exchange exchange = new Exchange(request, response, callback, Map.of());
        try {
            if (!isOurs) {
                throw new Problem(403, "This server does not go by the name in the Host header.");
            }
            route(exchange);
        } catch (Problem problem) {
            exchange.problem(problem.status(), problem.detail());
        } catch (RuntimeException e) {
            LOG.error("A request failed", e);
            Response.writeError(request, response, callback, 500);
        }
        return true;
    }

    private void route(Exchange exchange) {
        Request request = exchange.request();
        String path = request.getHttpURI().getPath();
        Route found = null;
        Map<String, String> variables = null;
        for (Route route : routes) {
            variables = route.match(path);
            if (variables != null) {
                found = route;
                break;
            }
        }
        if ((found == null || !found.isOpen()) && !gate.admits(request)) {
            exchange.response().getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            throw new Problem(401, "A token is needed: Authorization: Bearer ...");
        }
        if (found == null || variables == null) {
            throw Problem.notFound("There is nothing at this path.");
        }
        requireGet(exchange);
        if (sockets.isWanted(request, path)) {
            sockets.upgrade(exchange);
        } else {
            found.endpoint().answer(exchange.with(variables));
        }
    }

    private static void requireGet(Exchange exchange) {
        @Nullable String method = exchange.request().getMethod();
        if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
            exchange.response().getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            throw new Problem(405, "Only GET and HEAD are answered here.");
        }
    }
}
