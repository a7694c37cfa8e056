package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.live.EventStreams;
import dev.tracker.bridge.internal.live.LiveViews;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Opens event streams. */
final class StreamEndpoint implements Endpoint {

    private static final String VIEW = "view";
    private static final String POSITION = "position";

    private final LiveViews views;
    private final EventStreams streams;
    private final Origins origins;

    StreamEndpoint(LiveViews views, Origins origins) {
        this.views = views;
        this.streams = new EventStreams(views);
        this.origins = origins;
    }

    @Override
    public void answer(Exchange exchange) {
        if (views.isFull()) {
            throw new Problem(503, "There are as many viewers as are allowed.");
        }
        Map<String, List<String>> values = Queries.values(exchange.request());
        values.remove("ticket");
        // The browser's own word after a reconnect is newer than what stands in the address.
        @Nullable String last = exchange.request().getHeaders().get("Last-Event-ID");
        if (last != null && !last.isEmpty()) {
            values.put(POSITION, List.of(last));
        }
        List<String> view = values.computeIfAbsent(VIEW, name -> List.of("tasks"));
        HttpFields.Mutable headers = exchange.response().getHeaders();
        exchange.response().setStatus(HttpStatus.OK_200);
        headers.put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        headers.put("X-Accel-Buffering", "no");
        String origin = origins.listed(exchange.request());
        if (origin != null) {
            headers.put("Access-Control-Allow-Origin", origin);
            headers.put("Cross-Origin-Resource-Policy", "cross-origin");
            headers.put(HttpHeader.VARY, "Origin");
        }
        // Heartbeats keep the line busy; a viewer that does not take them is found by the write that does not end.
        exchange.request().addIdleTimeoutListener(timeout -> false);
        streams.open(exchange.grant(), view.get(0), values, exchange.response(), exchange.callback());
    }
}
