package dev.tracker.bridge.internal.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be found at a path.
 *
 * @param method GET, which includes HEAD, or POST
 * @param path where
 * @param access for whom
 * @param kind what becomes of the connection
 * @param endpoint what answers
 */
record Route(String method, PathTemplate path, Access access, Kind kind, Endpoint endpoint) {

    /** What becomes of the connection. */
    enum Kind {
        /** One answer. */
        ANSWER,
        /** An event stream that stays open. */
        STREAM,
        /** A WebSocket. */
        UPGRADE
    }

    static Route get(String path, Access access, Endpoint endpoint) {
        return new Route("GET", new PathTemplate(path), access, Kind.ANSWER, endpoint);
    }

    static Route post(String path, Access access, Endpoint endpoint) {
        return new Route("POST", new PathTemplate(path), access, Kind.ANSWER, endpoint);
    }

    static Route open(String path, Kind kind, Endpoint endpoint) {
        return new Route("GET", new PathTemplate(path), Access.VIEWER, kind, endpoint);
    }

    @Nullable
    Map<String, String> match(String rawPath) {
        return path.match(rawPath);
    }

    boolean takes(String asked) {
        return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
    }
}
