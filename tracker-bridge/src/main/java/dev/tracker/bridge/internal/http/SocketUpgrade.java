package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.push.ViewerSocket;
import dev.tracker.bridge.internal.push.Viewers;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/** Turns a request into a WebSocket, if it may be one. */
final class SocketUpgrade {

    /** A viewer pongs every ping, so this long without a byte in either direction means that it is gone or stuck. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    private final WebSocketMappings mappings;
    private final Viewers viewers;
    private final Configuration.ConfigurationCustomizer limits = new Configuration.ConfigurationCustomizer();

    SocketUpgrade(Server server, Viewers viewers) {
        this.mappings = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
        this.viewers = viewers;
        limits.setMaxFrameSize(ViewerSocket.MAX_INCOMING_BYTES);
        limits.setMaxTextMessageSize(ViewerSocket.MAX_INCOMING_BYTES);
        limits.setMaxBinaryMessageSize(ViewerSocket.MAX_INCOMING_BYTES);
        limits.setIdleTimeout(IDLE_TIMEOUT);
    }

    boolean isWanted(Request request, String path) {
        return (path.equals(Routes.SOCKET) || path.equals("/"))
                && HttpMethod.GET.is(request.getMethod())
                && request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
    }

    void upgrade(Exchange exchange) {
        Request request = exchange.request();
        if (!Origins.isOwn(request)) {
            throw new Problem(403, "Pages of other origins may not open a WebSocket here.");
        }
        if (viewers.isFull()) {
            throw new Problem(503, "There are as many viewers as are allowed.");
        }
        WebSocketNegotiator negotiator = (upgradeRequest, upgradeResponse, callback) -> {
            // No compression: it would cost each viewer its own dictionary and its own encoding of what all of them
            // share.
            upgradeResponse.setExtensions(List.of());
            return new ViewerSocket(viewers);
        };
        try {
            if (!mappings.upgrade(negotiator, request, exchange.response(), exchange.callback(), limits)) {
                throw Problem.badRequest("This is not a WebSocket handshake.");
            }
        } catch (WebSocketException e) {
            throw Problem.badRequest("This is not a WebSocket handshake.");
        }
    }
}
