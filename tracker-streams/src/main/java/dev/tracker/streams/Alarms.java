package dev.tracker.streams;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things that someone has to hear of, because the log or what was made of it is not what it was: logged as errors, counted, and the last one kept for who asks. Thread-safe.
 */
public final class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private final AtomicLong raised = new AtomicLong();
    private final AtomicLong recordsLost = new AtomicLong();
    private volatile @Nullable String last;

    /**
     * Raises one.
     *
     * @param lostRecords how many offsets of the log it concerns, 0 where none are known to be gone
     * @param text what has happened, what that means, and what to do
     */
    public void raise(long lostRecords, String text) {
        raised.incrementAndGet();
        recordsLost.addAndGet(lostRecords);
        last = text;
        LOG.error("ALARM: {}", text);
    }

    public long raised() {
        return raised.get();
    }

    /** Offsets that were gone from the log before they were read; markers of transactions among them were never records. */
    public long recordsLost() {
        return recordsLost.get();
    }

    /** The last one in words, null if there was none. */
    public @Nullable String last() {
        return last;
    }
}
