package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.access.Grant;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Views over server-sent events. */
public final class EventStreams {

    private static final String NAME = "stream";

    private final LiveViews views;

    public EventStreams(LiveViews views) {
        this.views = views;
    }

    /**
     * Begins to send.
     *
     * @param view its name
     * @param values its parameters
     * @param response with status and headers set
     * @param callback completed when the stream has ended
     * @throws dev.tracker.bridge.internal.query.BadQueryException if a value is wrong; nothing is sent then
     */
    public void open(Grant grant, String view, Map<String, List<String>> values, Response response, Callback callback) {
        ClientMessages.Wanted wanted = ClientMessages.wanted(grant, NAME, view, values);
        StreamOutlet outlet = new StreamOutlet(response, callback);
        Viewer viewer = views.join(outlet, grant);
        outlet.onEnd(() -> views.leave(viewer));
        views.subscribe(viewer, wanted.spec(), wanted.position());
    }
}
