package dev.tracker.bench.latency;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The events that are followed. The n-th event of a probe task reports iteration n; who sees a task in iteration n sees all its events up to there. Times
 * are those at which events <em>should</em> have been sent, so that a sender or a buffer that was held up counts as delay instead of as silence. Thread-safe.
 */
final class Probes {

    private static final String PREFIX = "probe-";

    private final AtomicLongArray[] intended;

    Probes(LatencyRun run) {
        int each = Math.toIntExact(run.events() / run.eventsAProbe() / LatencyRun.PROBE_TASKS + 2);
        intended = new AtomicLongArray[LatencyRun.PROBE_TASKS];
        for (int i = 0; i < intended.length; i++) {
            intended[i] = new AtomicLongArray(each);
        }
    }

    static String taskId(int task) {
        return PREFIX + task;
    }

    static String[] taskIds() {
        String[] ids = new String[LatencyRun.PROBE_TASKS];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = taskId(i);
        }
        return ids;
    }

    /** The probe's number, -1 if the task is none. */
    static int ofTaskId(String taskId) {
        return taskId.startsWith(PREFIX) ? Integer.parseInt(taskId.substring(PREFIX.length())) : -1;
    }

    /** The same of a record's key, cheaply where it is none. */
    static int ofKey(byte @Nullable [] key) {
        if (key == null || key.length <= PREFIX.length()) {
            return -1;
        }
        for (int i = 0; i < PREFIX.length(); i++) {
            if (key[i] != PREFIX.charAt(i)) {
                return -1;
            }
        }
        int number = 0;
        for (int i = PREFIX.length(); i < key.length; i++) {
            number = number * 10 + key[i] - '0';
        }
        return number;
    }

    /**
     * Notes an event before it is sent.
     *
     * @param nanos when it should be sent
     * @param measured whether it counts
     */
    void sending(int task, int iteration, long nanos, boolean measured) {
        intended[task].set(iteration, measured ? nanos : 0);
    }

    /** When it should have been sent, 0 if it does not count. */
    long intended(int task, int iteration) {
        return intended[task].get(iteration);
    }
}
