package dev.tracker.core.client.internal;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says, before it has a number.
 *
 * @param taskId the task
 * @param attempt the attempt that it opens or belongs to, 0 for the current one
 * @param agentId who does the task from now on, null for who does it now
 * @param parentTaskId the task that delegates it, if it says so
 * @param message free text, if any
 * @param event makes the event once its envelope is known
 */
public record Update(
        String taskId,
        int attempt,
        @Nullable String agentId,
        @Nullable String parentTaskId,
        @Nullable String message,
        Function<EventEnvelope, ExecutionEvent> event) {

    /** An update in the current attempt by the current agent. */
    public static Update of(String taskId, @Nullable String message, Function<EventEnvelope, ExecutionEvent> event) {
        return new Update(taskId, 0, null, null, message, event);
    }
}
