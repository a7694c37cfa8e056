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

    /** A token as it is looked up. */
    private static final class Known {

        private final AccessToken token;
        private final byte[] digest;

        /** Names the token without giving it away. */
        private final String id;

        Known(AccessToken token) {
            this.token = token;
            this.digest = digest(token.secret());
            this.id = HexFormat.of().formatHex(digest, 0, ID_BYTES);
        }
    }

    private final List<Known> known = new ArrayList<>();

    Tokens(List<AccessToken> tokens) {
        tokens.forEach(token -> known.add(new Known(token)));
    }

    private static byte[] digest(String secret) {
        return Digests.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Whose secret this is, null if nobody's. */
    @Nullable
    Grant ofSecret(String secret) {
        byte[] digest = digest(secret);
        AccessToken found = null;
        for (Known candidate : known) {
            if (MessageDigest.isEqual(candidate.digest, digest)) {
                found = candidate.token;
            }
        }
        return found == null ? null : Grant.of(found, Instant.MAX);
    }

    /** The token with this {@link #idOf}, null if there is none. */
    @Nullable
    AccessToken ofId(String id) {
        for (Known candidate : known) {
            if (candidate.id.equals(id)) {
                return candidate.token;
            }
        }
        return null;
    }

    /** Names a token without giving it away. */
    String idOf(AccessToken token) {
        for (Known candidate : known) {
            if (candidate.token.equals(token)) {
                return candidate.id;
            }
        }
        throw new IllegalArgumentException("not one of these tokens: " + token);
    }
}
