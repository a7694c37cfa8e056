package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.BridgeSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Asks for the token, where one is demanded. */
final class TokenGate {

    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] expected;

    TokenGate(BridgeSettings settings) {
        String token = settings.requireToken() ? settings.token() : null;
        this.expected = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    boolean admits(Request request) {
        if (expected == null) {
            return true;
        }
        List<String> values = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (values.size() != 1 || !values.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = values.get(0).substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given);
    }
}
