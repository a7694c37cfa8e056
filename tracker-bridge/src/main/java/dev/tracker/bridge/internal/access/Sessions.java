package dev.tracker.bridge.internal.access;

import dev.tracker.bridge.AccessToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a login cookie says: {@code <token's id>.<end, in seconds since 1970>.<signature>}. Signed with a key made from the token, so that nothing has to be
 * kept here, a restart asks nobody to log in again, and a new token ends all sessions of the old one.
 */
final class Sessions {

    static final Duration LENGTH = Duration.ofDays(7);

    private static final byte[] PURPOSE = "tracker session v1".getBytes(StandardCharsets.US_ASCII);
    private static final int PARTS = 3;

    private final Tokens tokens;
    private final Clock clock;

    Sessions(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The text of a cookie that lets its bearer in from now on, for {@link #LENGTH}. */
    String issue(AccessToken token) {
        String text = tokens.idOf(token) + "." + clock.instant().plus(LENGTH).getEpochSecond();
        return text + "." + signature(token, text);
    }

    /** Who bears this text, null if nobody may. */
    @Nullable
    Grant check(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        if (parts.length != PARTS) {
            return null;
        }
        AccessToken token = tokens.ofId(parts[0]);
        if (token == null) {
            return null;
        }
        String expected = signature(token, parts[0] + "." + parts[1]);
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), parts[2].getBytes(StandardCharsets.UTF_8))) {
            return null;
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        return end.isAfter(clock.instant()) ? Grant.of(token, end) : null;
    }

    private static String signature(AccessToken token, String text) {
        byte[] key = Digests.hmac(token.secret().getBytes(StandardCharsets.UTF_8), PURPOSE);
        return HexFormat.of().formatHex(Digests.hmac(key, text.getBytes(StandardCharsets.UTF_8)));
    }
}
