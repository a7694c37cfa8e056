package dev.tracker.bridge.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;

/** The page's files, from a fixed list: no path that a request names ever reaches a file system. */
final class StaticFiles {

    private static final String FOLDER = "/web/";
    private static final String INDEX = "index.html";
    private static final List<String> FILES = List.of(
            INDEX,
            "alerts.js",
            "app.js",
            "documents.js",
            "drawing.js",
            "eta.js",
            "format.js",
            "icon.svg",
            "keys.js",
            "line.js",
            "live.js",
            "rest.js",
            "route.js",
            "rows.js",
            "settings.js",
            "states.js",
            "task-data.js",
            "theme.js",
            "style/base.css",
            "style/fleet.css",
            "style/task.css",
            "ui/chart.js",
            "ui/events.js",
            "ui/facets.js",
            "ui/groups.js",
            "ui/header.js",
            "ui/help.js",
            "ui/icons.js",
            "ui/list.js",
            "ui/notices.js",
            "ui/overview.js",
            "ui/panel.js",
            "ui/parts.js",
            "ui/row.js",
            "ui/sections.js",
            "ui/task.js",
            "ui/tree.js",
            "ui/vitals.js",
            "vendor/LICENSES.txt",
            "vendor/htm-preact-standalone.module.js");

    /** What the login form needs. */
    private static final Set<String> OPEN = Set.of("style/base.css", "icon.svg");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String file : FILES) {
            Endpoint endpoint = endpoint(file);
            routes.add(Route.get("/" + file, OPEN.contains(file) ? Access.OPEN : Access.VIEWER, endpoint));
            if (file.equals(INDEX)) {
                routes.add(Route.get("/", Access.VIEWER, endpoint));
            }
        }
        return routes;
    }

    private static Endpoint endpoint(String file) {
        byte[] body = Resources.read(FOLDER + file);
        String etag = Etags.of(body);
        String type = TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
        return exchange -> {
            // To be kept, but asked for each time: after an upgrade no half of an old page must run.
            exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
            exchange.tagged(etag, type, body);
        };
    }

    private StaticFiles() {}
}
