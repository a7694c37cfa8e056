package dev.tracker.bridge.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where the page comes from that asks: browsers let any page open a WebSocket to anywhere and post forms, and only say which it was. Programs say nothing.
 */
final class Origins {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Set<String> listed;

    /** @param listed other origins whose pages may open streams with a ticket */
    Origins(Set<String> listed) {
        this.listed =
                listed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    boolean isAbsentOrOwn(Request request) {
        List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
        return origins.isEmpty()
                || (origins.size() == 1
                        && isOwn(origins.get(0), Request.getServerName(request), Request.getServerPort(request)));
    }

    /** The origin, if it is one of those listed. */
    @Nullable
    String listed(Request request) {
        List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
        return origins.size() == 1 && listed.contains(origins.get(0).toLowerCase(Locale.ROOT)) ? origins.get(0) : null;
    }

    static boolean isOwn(String origin, String host, int port) {
        try {
            URI uri = new URI(origin);
            String scheme = uri.getScheme();
            String originHost = uri.getHost();
            if (originHost == null || !("http".equals(scheme) || "https".equals(scheme))) {
                return false;
            }
            int standardPort = "http".equals(scheme) ? HTTP_PORT : HTTPS_PORT;
            int originPort = uri.getPort() == -1 ? standardPort : uri.getPort();
            return originPort == port
                    && (originHost.equalsIgnoreCase(host)
                            || (HostNames.isLoopback(originHost) && HostNames.isLoopback(host)));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
