/** OpenTelemetry's traces, and what they mean to us. */
@NullMarked
package dev.tracker.ingest.internal.otlp;

import org.jspecify.annotations.NullMarked;
