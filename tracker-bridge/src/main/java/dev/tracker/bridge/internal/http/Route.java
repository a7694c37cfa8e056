package dev.tracker.bridge.internal.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be found at a path.
 *
 * @param path where
 * @param isOpen whether it is answered without the token
 * @param endpoint what answers
 */
record Route(PathTemplate path, boolean isOpen, Endpoint endpoint) {

    static Route guarded(String path, Endpoint endpoint) {
        return new Route(new PathTemplate(path), false, endpoint);
    }

    static Route open(String path, Endpoint endpoint) {
        return new Route(new PathTemplate(path), true, endpoint);
    }

    @Nullable
    Map<String, String> match(String rawPath) {
        return path.match(rawPath);
    }
}
