/**
 * The way in over HTTP: events and OpenTelemetry traces, answered once Kafka has them. {@link dev.tracker.ingest.Ingest} is what takes them,
 * {@link dev.tracker.ingest.IngestServer} a server of its own for it; everything in {@code internal} may change.
 */
@NullMarked
package dev.tracker.ingest;

import org.jspecify.annotations.NullMarked;
