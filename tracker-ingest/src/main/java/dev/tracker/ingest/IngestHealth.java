package dev.tracker.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How it is with the way to Kafka.
 *
 * @param isAlive whether events can still be taken; if not, nothing but a restart helps
 * @param isReady whether Kafka has answered and the latest events got there
 * @param trouble the latest reason why one did not; null if there is none
 */
public record IngestHealth(
        boolean isAlive, boolean isReady, @Nullable String trouble) {}
