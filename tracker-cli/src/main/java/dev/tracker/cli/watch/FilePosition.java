package dev.tracker.cli.watch;

import dev.tracker.schemas.ExecutionEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of what one file tells has been sent: for each emitter of each task, the number of the next event. A format gives the same events first
 * whenever it reads a file again, so that this is all that must be remembered; what has a lower number is passed over. Used by one thread.
 */
final class FilePosition {

    private final Map<String, Long> next;

    FilePosition(Map<String, Long> next) {
        this.next = new HashMap<>(next);
    }

    /** Notes the event. False if it has been sent before. */
    boolean advance(ExecutionEvent event) {
        String counter = event.envelope().taskId() + "\n" + event.envelope().attempt() + "\n"
                + event.envelope().emitterId();
        long seq = event.envelope().seq();
        if (seq < next.getOrDefault(counter, 0L)) {
            return false;
        }
        next.put(counter, seq + 1);
        return true;
    }

    Map<String, Long> next() {
        return Map.copyOf(next);
    }
}
