package dev.tracker.core.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tracker leaves behind, over its whole life.
 *
 * @param delivered updates that Kafka has
 * @param undelivered updates that were accepted and that Kafka did not acknowledge, be it at the close or before
 * @param refused updates that were never accepted
 * @param undeliveredByTask the undelivered ones by task id, for the first {@link #MAX_TASKS} tasks concerned
 * @param spooled updates, those of earlier trackers included, that stay in the spool for the next tracker on it
 */
public record CloseResult(
        long delivered, long undelivered, long refused, Map<String, Long> undeliveredByTask, long spooled) {

    /** Most tasks that are named. */
    public static final int MAX_TASKS = 100;

    public CloseResult {
        undeliveredByTask = Collections.unmodifiableMap(new LinkedHashMap<>(undeliveredByTask));
    }

    /** Whether everything accepted was delivered, or is still on disk. */
    public boolean isComplete() {
        return undelivered == 0;
    }

    @Override
    public String toString() {
        if (isComplete()) {
            String onDisk = spooled == 0 ? "" : ", " + spooled + " in the spool";
            return delivered + " updates delivered, none undelivered, " + refused + " refused" + onDisk;
        }
        return undelivered + " accepted updates were not delivered (" + delivered + " were, " + refused
                + " were refused), by task: " + undeliveredByTask;
    }
}
