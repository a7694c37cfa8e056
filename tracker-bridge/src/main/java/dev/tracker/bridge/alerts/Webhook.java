package dev.tracker.bridge.alerts;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be told. Immutable; its text shows neither the secret nor the path, which may hold one.
 *
 * @param name by which deliveries are remembered: 1 to 64 characters of {@code A-Za-z0-9_-}
 * @param url {@code http} or {@code https}; the user who sets it decides where it leads, so private addresses are allowed
 * @param secret with which bodies are signed: {@code whsec_} and 24 to 64 bytes as base64, or a text of at least 16 characters
 * @param kinds of alerts that are wanted
 * @param projects whose alerts are wanted; null for all
 */
public record Webhook(
        String name,
        URI url,
        String secret,
        Set<AlertKind> kinds,
        @Nullable Set<String> projects) {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_TEXT = 16;
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    /** @throws IllegalArgumentException naming what is wrong, without what is secret */
    public Webhook {
        kinds = Set.copyOf(kinds);
        projects = projects == null ? null : Set.copyOf(projects);
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("a webhook's name must have 1 to 64 characters of A-Za-z0-9_-");
        }
        boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the url of webhook " + name
                    + " must be http://HOST... or https://HOST..., without user, password or fragment");
        }
        key(name, secret);
    }

    /** Whether this alert is wanted here. */
    public boolean wants(AlertKind kind, String projectId) {
        return kinds.contains(kind) && (projects == null || projects.contains(projectId));
    }

    /** The key of the signature. */
    public byte[] key() {
        return key(name, secret);
    }

    private static byte[] key(String name, String secret) {
        if (!secret.startsWith(PREFIX)) {
            if (secret.strip().length() < LEAST_TEXT) {
                throw new IllegalArgumentException(
                        "the secret of webhook " + name + " must have at least " + LEAST_TEXT + " characters");
            }
            return secret.getBytes(StandardCharsets.UTF_8);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw new IllegalArgumentException("the secret of webhook " + name + " must be whsec_ and " + LEAST_BYTES
                    + " to " + MOST_BYTES + " bytes as base64");
        }
        return key;
    }

    @Override
    public String toString() {
        return name + " at " + url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
