package dev.tracker.ingest.internal.send;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the latest events got to Kafka; one line in the log when that ends and one when it is so again. Thread-safe. */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    /** After which it is worth another try: without one nobody would learn that the trouble is over. */
    private static final long RECENT_NANOS = 10_000_000_000L;

    private final LongSupplier nanoTime;
    private @Nullable String reason;
    private long metAt;

    Trouble(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void met(String newReason) {
        if (reason == null) {
            LOG.warn("Events don't get to Kafka: {}", newReason);
        }
        reason = newReason;
        metAt = nanoTime.getAsLong();
    }

    synchronized void over() {
        if (reason != null) {
            LOG.info("Events get to Kafka again");
        }
        reason = null;
    }

    /** Null while there is none. */
    synchronized @Nullable String latest() {
        return reason;
    }

    /** To be put behind a sentence. */
    synchronized String suffix() {
        return reason == null ? "" : ": " + reason;
    }

    synchronized boolean isRecent() {
        return reason != null && nanoTime.getAsLong() - metAt < RECENT_NANOS;
    }
}
