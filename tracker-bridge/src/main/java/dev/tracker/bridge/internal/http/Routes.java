package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.BridgeSettings;
import dev.tracker.bridge.SnapshotView;
import dev.tracker.bridge.internal.push.Viewers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every path there is. */
final class Routes {

    /** The path that is only for WebSockets; {@code /} is for both. */
    static final String SOCKET = "/ws";

    static List<Route> all(SnapshotView view, Viewers viewers, BridgeSettings settings, Clock clock) {
        TaskEndpoints tasks = new TaskEndpoints(view);
        HealthEndpoints health = new HealthEndpoints(view, clock);
        List<Route> routes = new ArrayList<>();
        routes.add(Route.open("/health/live", health::live));
        routes.add(Route.open("/health/ready", health::ready));
        routes.add(Route.guarded("/api/tasks", tasks::list));
        routes.add(Route.guarded("/api/tasks/{id}", tasks::task));
        routes.add(Route.guarded("/api/tasks/{id}/graph", tasks::graph));
        routes.add(Route.guarded("/api/summary", new SummaryEndpoint(view, viewers, settings.topic(), clock)));
        routes.add(Route.guarded(SOCKET, exchange -> {
            exchange.response().getHeaders().put("Upgrade", "websocket");
            throw new Problem(426, "This path is for WebSockets only.");
        }));
        routes.addAll(StaticFiles.routes());
        return List.copyOf(routes);
    }

    private Routes() {}
}
