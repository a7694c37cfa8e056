package dev.tracker.ingest.internal.access;

import dev.tracker.ingest.WriteToken;

/**
 * Somebody who has proved that they may send.
 *
 * @param token how
 * @param rate how fast, shared by all who bear the token
 */
public record Writer(WriteToken token, RateLimit rate) {}
