package dev.tracker.core;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Micros;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps the last lines of what a person would want to read. */
final class LogRule {

    static void append(LiveTask task, ExecutionEvent event) {
        String text = text(event);
        if (text == null) {
            return;
        }
        Instant timestamp = event.envelope().timestamp();
        task.logs.add(
                timestamp == null ? task.appendedAt : Micros.of(timestamp),
                Texts.abridge(text, TaskProgress.MAX_LOG_TEXT));
    }

    private static @Nullable String text(ExecutionEvent event) {
        String message = event.envelope().message();
        if (message != null && !message.isEmpty()) {
            return message;
        }
        if (event instanceof ExecutionEvent.Start start) {
            return start.title() == null ? "Started" : "Started: " + start.title();
        } else if (event instanceof ExecutionEvent.Criterion criterion) {
            return "Criterion " + (criterion.index() + 1L) + (criterion.verified() ? " verified (" : " not verified (")
                    + criterion.evidence().wireName() + ")";
        } else if (event instanceof ExecutionEvent.Action action) {
            String target = action.target();
            return action.action()
                    + (target == null || target.isEmpty() ? "" : " " + target)
                    + (Boolean.FALSE.equals(action.success()) ? " failed" : "");
        } else if (event instanceof ExecutionEvent.ErrorReport error) {
            return (error.isTransient() ? "Error (transient): " : "Error: ") + error.error();
        } else if (event instanceof ExecutionEvent.Waiting) {
            return "Waiting";
        } else if (event instanceof ExecutionEvent.Complete complete) {
            return switch (complete.outcome()) {
                case SUCCESS -> "Complete";
                case FAILED -> "Failed";
                case CANCELLED -> "Cancelled";
            };
        }
        return null;
    }

    private LogRule() {}
}
