package dev.tracker.bridge;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secret that lets its bearer in. Immutable; its text does not show the secret.
 *
 * @param name who bears it, for people: 1 to 64 characters
 * @param secret at least {@link #LEAST_LENGTH} visible ASCII characters
 * @param role what it allows
 * @param projects the only projects that exist for its bearer, null for all
 */
public record AccessToken(
        String name, String secret, Role role, @Nullable Set<String> projects) {

    /** Shortest secret that is accepted, in characters. */
    public static final int LEAST_LENGTH = 16;

    private static final int MAX_NAME = 64;
    private static final int RANDOM_BYTES = 32;

    /** @throws IllegalArgumentException if the name or the secret is not as it should be */
    public AccessToken {
        projects = projects == null ? null : Set.copyOf(projects);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a token's name must have 1 to " + MAX_NAME + " characters");
        }
        if (secret.length() < LEAST_LENGTH || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "token must have at least " + LEAST_LENGTH + " visible ASCII characters and no spaces");
        }
    }

    /** Of someone who may see everything. */
    public static AccessToken operator(String secret) {
        return new AccessToken("operator", secret, Role.OPERATOR, null);
    }

    /** A new secret of 256 random bits. */
    public static String randomSecret() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public String toString() {
        return name + " (" + role.wireName() + (projects == null ? "" : " of " + projects) + ")";
    }
}
