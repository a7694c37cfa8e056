package dev.tracker.bridge.internal.access;

import dev.tracker.bridge.AccessToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens that are known. How long a comparison takes tells nothing of them: digests are compared, all of them each time. */
final class Tokens {

    private static final int ID_BYTES = 8;

    /**
     * A token as it is looked up.
     *
     * @param digest of the secret
     * @param id names the token without giving it away
     */
    private record Known(AccessToken token, byte[] digest, String id) {}

    private final List<Known> known = new ArrayList<>();

    Tokens(List<AccessToken> tokens) {
        for (AccessToken token : tokens) {
            byte[] digest = Digests.sha256(token.secret().getBytes(StandardCharsets.UTF_8));
            known.add(new Known(token, digest, HexFormat.of().formatHex(digest, 0, ID_BYTES)));
        }
    }

    /** Whose secret this is, null if nobody's. */
    @Nullable
    Grant ofSecret(String secret) {
        byte[] digest = Digests.sha256(secret.getBytes(StandardCharsets.UTF_8));
        AccessToken found = null;
        for (Known candidate : known) {
            if (MessageDigest.isEqual(candidate.digest(), digest)) {
                found = candidate.token();
            }
        }
        return found == null ? null : Grant.of(found, Instant.MAX);
    }

    /** The token with this {@link #idOf}, null if there is none. */
    @Nullable
    AccessToken ofId(String id) {
        for (Known candidate : known) {
            if (candidate.id().equals(id)) {
                return candidate.token();
            }
        }
        return null;
    }

    /** Names a token without giving it away. */
    String idOf(AccessToken token) {
        for (Known candidate : known) {
            if (candidate.token().equals(token)) {
                return candidate.id();
            }
        }
        throw new IllegalArgumentException("not one of these tokens: " + token);
    }
}
