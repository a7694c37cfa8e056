package dev.tracker.bridge.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** The page's files, from a fixed list: no path that a request names ever reaches a file system. */
final class StaticFiles {

    private static final String FOLDER = "/web/";
    private static final String INDEX = "index.html";
    private static final List<String> FILES = List.of(
            INDEX,
            "style.css",
            "icon.svg",
            "app.js",
            "connection.js",
            "filter.js",
            "format.js",
            "liveness.js",
            "store.js",
            "ui/fleet.js",
            "ui/header.js",
            "ui/list.js",
            "ui/parts.js",
            "ui/task.js",
            "vendor/htm-preact-standalone.module.js",
            "vendor/LICENSES.txt");
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
            routes.add(Route.guarded("/" + file, endpoint));
            if (file.equals(INDEX)) {
                routes.add(Route.guarded("/", endpoint));
            }
        }
        return routes;
    }

    private static Endpoint endpoint(String file) {
        byte[] body = read(file);
        String etag = '"' + digest(body) + '"';
        String type = TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
        return exchange -> {
            // To be kept, but asked for each time: after an upgrade no half of an old page must run.
            exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
            exchange.tagged(etag, type, body);
        };
    }

    private static byte[] read(String file) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + file + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private StaticFiles() {}
}
