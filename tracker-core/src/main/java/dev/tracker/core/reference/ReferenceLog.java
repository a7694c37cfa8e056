package dev.tracker.core.reference;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.TaskProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last lines of a task's log. */
final class ReferenceLog {

    private final List<LogEntry> entries = new ArrayList<>();

    /** Adds the line of an event that takes effect, if it has one. */
    void add(ExecutionEvent event, Instant appended) {
        String message = event.envelope().message();
        String text = message != null && !message.isEmpty() ? message : describe(event);
        if (text == null) {
            return;
        }
        Instant timestamp = event.envelope().timestamp();
        Instant at = timestamp != null ? timestamp : appended;
        entries.add(new LogEntry(at, ReferenceTexts.cut(text, TaskProgress.MAX_LOG_TEXT)));
        if (entries.size() > TaskProgress.MAX_LOGS) {
            entries.remove(0);
        }
    }

    private static @Nullable String describe(ExecutionEvent event) {
        if (event instanceof ExecutionEvent.Start start) {
            return start.title() == null ? "Started" : "Started: " + start.title();
        }
        if (event instanceof ExecutionEvent.Criterion criterion) {
            String verdict = criterion.verified() ? " verified (" : " not verified (";
            return "Criterion " + (criterion.index() + 1) + verdict
                    + criterion.evidence().wireName() + ")";
        }
        if (event instanceof ExecutionEvent.Action action) {
            String target = action.target();
            String done = target == null || target.isEmpty() ? action.action() : action.action() + " " + target;
            return Boolean.FALSE.equals(action.success()) ? done + " failed" : done;
        }
        if (event instanceof ExecutionEvent.ErrorReport error) {
            return (error.isTransient() ? "Error (transient): " : "Error: ") + error.error();
        }
        if (event instanceof ExecutionEvent.Waiting) {
            return "Waiting";
        }
        if (event instanceof ExecutionEvent.Complete complete) {
            return switch (complete.outcome()) {
                case SUCCESS -> "Complete";
                case FAILED -> "Failed";
                case CANCELLED -> "Cancelled";
            };
        }
        return null;
    }

    List<LogEntry> toEntries() {
        return List.copyOf(entries);
    }
}
