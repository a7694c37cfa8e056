package dev.tracker.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one task after the events up to {@code position}: the state of the fold, and the snapshot that it publishes.
 * Immutable; its size is bounded however many events the task has had. The rules by which it grows are in {@code docs/fold.md}.
 *
 * @param taskId the task
 * @param projectId its project
 * @param agentId the agent of the current attempt
 * @param parentTaskId the task that delegated it, if any
 * @param title what it is about, if said
 * @param status by its own events
 * @param attempt the current attempt, from 1
 * @param startSeen whether the current attempt's start was seen
 * @param iteration the highest iteration reported, from 0
 * @param maxIterations how many there may be, 0 if unknown
 * @param reportedPercent the worker's own estimate, 0 to 100; null if it gave none
 * @param criteria acceptance criteria
 * @param files changed files
 * @param cost money and tokens
 * @param logs the last lines, oldest first, at most {@link #MAX_LOGS}; always {@link LogLines}
 * @param counters fates of its events
 * @param clocks its times
 * @param emitters sequence tracking
 * @param position the last event folded
 */
public record TaskProgress(
        String taskId,
        String projectId,
        String agentId,
        @Nullable String parentTaskId,
        @Nullable String title,
        TaskStatus status,
        int attempt,
        boolean startSeen,
        int iteration,
        int maxIterations,
        @Nullable Double reportedPercent,
        Criteria criteria,
        Files files,
        CostTotals cost,
        List<LogEntry> logs,
        Counters counters,
        Clocks clocks,
        Emitters emitters,
        SourcePosition position) {

    /** Most lines of the log tail. */
    public static final int MAX_LOGS = 10;

    /** Longest line of the log tail, in UTF-16 units. */
    public static final int MAX_LOG_TEXT = 256;

    /** Longest title, in UTF-16 units. */
    public static final int MAX_TITLE = 200;

    /** Longest text of a criterion, in UTF-16 units. */
    public static final int MAX_CRITERION_TEXT = 256;

    /** Most UTF-16 units of all criteria texts together. */
    public static final int MAX_CRITERIA_TEXT = 64 * 1024;

    public TaskProgress {
        logs = LogLines.copyOf(logs);
    }

    /** Orders the snapshots of a task: the offset of the last event folded. */
    public long version() {
        return position.offset();
    }

    /** How far the task is, 0 to 100: by its declared criteria or, if it declared none, by its own estimate. */
    public double percent() {
        if (criteria.declared() > 0) {
            return 100.0 * criteria.verified() / criteria.declared();
        }
        return reportedPercent == null ? 0 : reportedPercent;
    }
}
