package dev.tracker.bridge.internal.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names a request may address this server by. A page of another site can point a name of its own at 127.0.0.1 (DNS rebinding); its requests then
 * carry that name, and are refused here.
 */
public final class HostNames {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");

    private final Set<String> further;
    private final String bound;

    HostNames(String bound, Set<String> further) {
        this.bound = bound;
        this.further = Set.copyOf(
                further.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    /** Whether the name or address always means this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** Whether a request may be addressed to this name, given without its port. */
    boolean accepts(String host) {
        return isLoopback(host)
                || host.equalsIgnoreCase(bound)
                || host.equalsIgnoreCase("[" + bound + "]")
                || further.contains(host.toLowerCase(Locale.ROOT))
                // Addresses cannot be rebound, only names can.
                || (ALL_ADDRESSES.contains(bound) && ADDRESS.matcher(host).matches());
    }
}
