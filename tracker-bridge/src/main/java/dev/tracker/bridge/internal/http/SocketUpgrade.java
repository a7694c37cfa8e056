package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.live.LiveViews;
import dev.tracker.bridge.internal.live.ViewerSocket;
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

/** Turns a request into a WebSocket. */
final class SocketUpgrade {

    /** Heartbeats are written all the time, so this long without a byte in either direction means that the viewer is gone or stuck. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    private static final int BUFFER_BYTES = 4 * 1024;

    private final WebSocketMappings mappings;
    private final LiveViews views;
    private final Configuration.ConfigurationCustomizer limits = new Configuration.ConfigurationCustomizer();

    SocketUpgrade(Server server, LiveViews views) {
        this.mappings = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
        this.views = views;
        limits.setMaxFrameSize(ViewerSocket.MAX_INCOMING_BYTES);
        limits.setMaxTextMessageSize(ViewerSocket.MAX_INCOMING_BYTES);
        limits.setMaxBinaryMessageSize(ViewerSocket.MAX_INCOMING_BYTES);
        limits.setInputBufferSize(BUFFER_BYTES);
        limits.setOutputBufferSize(BUFFER_BYTES);
        limits.setIdleTimeout(IDLE_TIMEOUT);
    }

    static boolean isWanted(Request request) {
        return HttpMethod.GET.is(request.getMethod()) && request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
    }

    /** For clients that are sent everything and not listened to. */
    void simple(Exchange exchange) {
        upgrade(exchange, true);
    }

    /** For clients that subscribe. */
    void live(Exchange exchange) {
        upgrade(exchange, false);
    }

    private void upgrade(Exchange exchange, boolean isSimple) {
        if (views.isFull()) {
            throw new Problem(503, "There are as many viewers as are allowed.");
        }
        WebSocketNegotiator negotiator = (upgradeRequest, upgradeResponse, callback) -> {
            // No compression: it would cost each viewer its own dictionary and its own encoding of what all of them
            // share.
            upgradeResponse.setExtensions(List.of());
            return new ViewerSocket(views, exchange.grant(), isSimple);
        };
        try {
            if (!mappings.upgrade(negotiator, exchange.request(), exchange.response(), exchange.callback(), limits)) {
                throw Problem.badRequest("This is not a WebSocket handshake.");
            }
        } catch (WebSocketException e) {
            throw Problem.badRequest("This is not a WebSocket handshake.");
        }
    }
}
