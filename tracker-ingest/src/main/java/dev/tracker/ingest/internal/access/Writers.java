package dev.tracker.ingest.internal.access;

import dev.tracker.ingest.WriteToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody who may send. How long a comparison takes tells nothing of the secrets: digests are compared, all of them each time. */
public final class Writers {

    private static final String SCHEME = "Bearer ";

    /** A writer by the digest of the secret; its arrays are never compared by the record itself. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Known(byte[] digest, Writer writer) {}

    private final List<Known> known = new ArrayList<>();

    public Writers(List<WriteToken> tokens, int eventsPerSecond) {
        for (WriteToken token : tokens) {
            known.add(new Known(
                    digest(token.secret()), new Writer(token, new RateLimit(eventsPerSecond, System::nanoTime))));
        }
    }

    /**
     * Who sends this; null if nobody who may.
     *
     * @param authorization the values of all headers of that name
     */
    public @Nullable Writer of(List<String> authorization) {
        if (authorization.size() != 1 || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        byte[] digest = digest(authorization.get(0).substring(SCHEME.length()).strip());
        Writer found = null;
        for (Known candidate : known) {
            if (MessageDigest.isEqual(candidate.digest, digest)) {
                found = candidate.writer;
            }
        }
        return found;
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
