package dev.tracker.ingest.internal.otlp;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What we look at in a span of OpenTelemetry.
 *
 * @param traceId 32 hexadecimal digits, lower case
 * @param spanId 16 hexadecimal digits, lower case
 * @param isRoot whether it has no parent
 * @param startNanos when it began, in nanoseconds since 1970, 0 if unknown
 * @param endNanos when it ended
 * @param resource attributes of what sent it
 * @param attributes its own; values are texts, numbers, booleans, lists or maps
 * @param isError whether its status is ERROR
 * @param statusMessage empty if there is none
 */
public record Span(
        String traceId,
        String spanId,
        boolean isRoot,
        String name,
        long startNanos,
        long endNanos,
        Map<String, Object> resource,
        Map<String, Object> attributes,
        boolean isError,
        String statusMessage) {

    private static final long NANOS = 1_000_000_000L;

    /** The text of an attribute of the span, null if it has none that is a text. */
    @Nullable
    String text(String attribute) {
        return attributes.get(attribute) instanceof String text && !text.isBlank() ? text : null;
    }

    /** The text of an attribute of the span or else of its resource. */
    @Nullable
    String textOrResource(String attribute) {
        String own = text(attribute);
        return own != null ? own : resource.get(attribute) instanceof String text && !text.isBlank() ? text : null;
    }

    /** The number of an attribute of the span, 0 if there is none or it is negative. */
    long count(String attribute) {
        Object value = attributes.get(attribute);
        if (value == null) {
            value = resource.get(attribute);
        }
        return value instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }

    @Nullable
    Instant startedAt() {
        return instant(startNanos);
    }

    @Nullable
    Instant endedAt() {
        return instant(endNanos);
    }

    /** -1 if unknown. */
    long durationMs() {
        return startNanos > 0 && endNanos >= startNanos ? TimeUnit.NANOSECONDS.toMillis(endNanos - startNanos) : -1;
    }

    private static @Nullable Instant instant(long nanos) {
        return nanos <= 0
                ? null
                : Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS).truncatedTo(ChronoUnit.MICROS);
    }
}
