package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.http.Route.Kind;
import java.util.ArrayList;
import java.util.List;

/** Every path there is. */
final class Routes {

    static List<Route> all(Endpoints endpoints) {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/health/live", Access.OPEN, endpoints.health()::live));
        routes.add(Route.get("/health/ready", Access.OPEN, endpoints.health()::ready));
        routes.add(Route.get("/login", Access.OPEN, endpoints.login()::page));
        routes.add(Route.post("/login", Access.OPEN, endpoints.login()::submit));
        routes.add(Route.post("/logout", Access.VIEWER, endpoints.login()::logout));
        routes.add(Route.get("/api/session", Access.VIEWER, endpoints.login()::session));
        routes.add(Route.post("/api/tickets", Access.VIEWER, endpoints.login()::ticket));
        routes.add(Route.post("/api/login-links", Access.VIEWER, endpoints.login()::loginLink));
        routes.add(Route.get("/api/tasks", Access.VIEWER, endpoints.tasks()::list));
        routes.add(Route.get("/api/tasks/{id}", Access.VIEWER, endpoints.tasks()::task));
        routes.add(Route.get("/api/tasks/{id}/graph", Access.VIEWER, endpoints.tasks()::graph));
        routes.add(Route.get("/api/tasks/{id}/tree", Access.VIEWER, endpoints.tasks()::tree));
        routes.add(Route.get("/api/tasks/{id}/timeline", Access.VIEWER, endpoints.history()::timeline));
        routes.add(Route.get("/api/tasks/{id}/history", Access.VIEWER, endpoints.history()::history));
        routes.add(Route.get("/api/rollups", Access.VIEWER, endpoints.figures()::rollups));
        routes.add(Route.get("/api/fleet", Access.VIEWER, endpoints.figures()::fleet));
        routes.add(Route.get("/api/summary", Access.VIEWER, endpoints.figures()::summary));
        routes.add(Route.get("/api/alerts", Access.VIEWER, endpoints.figures()::alerts));
        routes.add(Route.get("/api/dead-letters", Access.OPERATOR, endpoints.figures()::deadLetters));
        routes.add(Route.get("/metrics", Access.OPERATOR, endpoints.metrics()));
        routes.add(Route.get("/api/openapi.yaml", Access.VIEWER, openApi()));
        routes.add(Route.open("/api/stream", Kind.STREAM, endpoints.stream()));
        routes.add(Route.open("/api/live", Kind.UPGRADE, endpoints.sockets()::live));
        routes.add(Route.open("/ws", Kind.UPGRADE, endpoints.sockets()::simple));
        routes.add(Route.open("/", Kind.UPGRADE, endpoints.sockets()::simple));
        routes.add(Route.get("/api/live", Access.VIEWER, Routes::upgradeRequired));
        routes.add(Route.get("/ws", Access.VIEWER, Routes::upgradeRequired));
        routes.addAll(StaticFiles.routes());
        return List.copyOf(routes);
    }

    private static Endpoint openApi() {
        byte[] document = Resources.read("/openapi.yaml");
        return exchange -> exchange.tagged(Etags.of(document), "application/yaml", document);
    }

    private static void upgradeRequired(Exchange exchange) {
        exchange.response().getHeaders().put("Upgrade", "websocket");
        throw new Problem(426, "This path is for WebSockets only.");
    }

    private Routes() {}
}
