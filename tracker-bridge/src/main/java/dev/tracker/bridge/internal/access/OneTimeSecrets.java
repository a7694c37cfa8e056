package dev.tracker.bridge.internal.access;

import dev.tracker.bridge.AccessToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Secrets that are good once and for a while. Holds a bounded number: the oldest goes when there are too many. Safe for use by many threads. */
final class OneTimeSecrets {

    private static final int MOST = 1_000;

    /** Digests, so that how long a lookup takes tells nothing of the secrets themselves. */
    private final Map<ByteBuffer, Held> held = new LinkedHashMap<>();

    private final Clock clock;

    private record Held(AccessToken token, Instant expiresAt) {}

    OneTimeSecrets(Clock clock) {
        this.clock = clock;
    }

    synchronized OneTime issue(AccessToken token, Duration life) {
        String secret = AccessToken.randomSecret();
        Instant expiresAt = clock.instant().plus(life);
        if (held.size() >= MOST) {
            held.remove(held.keySet().iterator().next());
        }
        held.put(key(secret), new Held(token, expiresAt));
        return new OneTime(secret, expiresAt);
    }

    /** Uses the secret up; null if it is not one, was used or is too old. */
    synchronized @Nullable AccessToken redeem(String secret) {
        Held found = held.remove(key(secret));
        return found != null && found.expiresAt().isAfter(clock.instant()) ? found.token() : null;
    }

    private static ByteBuffer key(String secret) {
        return ByteBuffer.wrap(Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
