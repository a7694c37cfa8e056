package dev.tracker.bridge.internal.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of contents. */
final class Etags {

    private static final int BYTES = 16;

    /** The same for the same bytes, another one for others. */
    static String of(byte[] content) {
        return '"' + HexFormat.of().formatHex(sha256().digest(content), 0, BYTES) + '"';
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Etags() {}
}
