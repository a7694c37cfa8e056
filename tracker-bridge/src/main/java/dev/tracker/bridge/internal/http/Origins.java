package dev.tracker.bridge.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Whether the page that opens a WebSocket is one of our own: browsers let any page open one to anywhere, and only say where it comes from. */
final class Origins {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Programs send no origin; everything that names one must name ours. */
    static boolean isOwn(Request request) {
        List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
        if (origins.isEmpty()) {
            return true;
        }
        return origins.size() == 1
                && isOwn(origins.get(0), Request.getServerName(request), Request.getServerPort(request));
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

    private Origins() {}
}
