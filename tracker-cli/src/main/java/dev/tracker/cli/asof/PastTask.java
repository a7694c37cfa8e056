package dev.tracker.cli.asof;

import dev.tracker.schemas.TaskProgress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as it was.
 *
 * @param task its state
 * @param at when that was: the time asked for, or when the record at the offset asked for was appended
 * @param through the last offset of the partition that was taken into account
 * @param logStart the first offset that the partition still has
 * @param isComplete false if events of the task may have gone with the log's head
 */
public record PastTask(TaskProgress task, Instant at, long through, long logStart, boolean isComplete) {

    /** As a field of the task's JSON forms. */
    public Map<String, @Nullable Object> form() {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("at", at.toString());
        form.put("partition", task.position().partition());
        form.put("offset", through);
        form.put("lastEventOffset", task.version());
        form.put("lastEventAt", task.position().appendedAt().toString());
        form.put("logStart", logStart);
        form.put("complete", isComplete);
        return form;
    }

    /** In words. */
    public String summary() {
        return at + ", partition " + task.position().partition() + " up to offset " + through
                + "; its last event then: offset " + task.version()
                + (isComplete
                        ? ""
                        : "; INCOMPLETE: the log begins at offset " + logStart + ", what came before is gone");
    }
}
