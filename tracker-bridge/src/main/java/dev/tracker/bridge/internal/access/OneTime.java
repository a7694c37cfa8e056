package dev.tracker.bridge.internal.access;

import java.time.Instant;

/**
 * A secret that was given out and is good once.
 *
 * @param expiresAt until when it is good
 */
public record OneTime(String secret, Instant expiresAt) {}
