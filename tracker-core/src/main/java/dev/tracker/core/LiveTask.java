package dev.tracker.core;

import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Counters;
import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Files;
import dev.tracker.schemas.LogTail;
import dev.tracker.schemas.Micros;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task while events are folded into it: {@link TaskProgress} that can be changed. An event changes a few numbers in place, so a task in use costs nothing but
 * these; the immutable form is made where one is wanted. What it refers to is immutable and replaced as a whole. Not thread-safe.
 *
 * <p>Times are microseconds since 1970.
 */
public final class LiveTask {

    /** Smaller than any offset. */
    private static final long BEFORE_ANY = -1;

    final String taskId;

    /** The last event folded. */
    int partition;

    long offset;
    long appendedAt;

    String projectId;
    String agentId;

    @Nullable
    String parentTaskId;

    @Nullable
    String title;

    TaskStatus status = TaskStatus.PENDING;
    int attempt;
    boolean startSeen;
    int iteration;
    int maxIterations;

    @Nullable
    Double reportedPercent;

    Criteria criteria = Criteria.NONE;
    Files files = Files.NONE;
    CostTotals cost = CostTotals.NONE;
    final LogTail logs;
    final Cursors cursors;

    long applied;
    long duplicates;
    long late;
    long fenced;
    long rejected;
    long actions;
    long failedActions;
    long errors;
    long transientErrors;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant completedAt;

    long lastHeardAt;
    long lastAdvancedAt;
    long heard;
    long rhythmMs;
    long expectedSilenceMs;
    boolean waiting;
    long skewMs;

    private LiveTask(EventEnvelope envelope, SourcePosition position) {
        this.taskId = envelope.taskId();
        this.partition = position.partition();
        this.offset = BEFORE_ANY;
        this.appendedAt = Micros.of(position.appendedAt());
        this.projectId = envelope.projectId();
        this.agentId = envelope.agentId();
        this.parentTaskId = envelope.parentTaskId();
        this.attempt = envelope.attempt();
        this.logs = new LogTail(TaskProgress.MAX_LOGS);
        this.cursors = new Cursors();
        this.lastHeardAt = appendedAt;
        this.lastAdvancedAt = appendedAt;
    }

    private LiveTask(TaskProgress task) {
        this.taskId = task.taskId();
        this.partition = task.position().partition();
        this.offset = task.position().offset();
        this.appendedAt = Micros.of(task.position().appendedAt());
        this.projectId = task.projectId();
        this.agentId = task.agentId();
        this.parentTaskId = task.parentTaskId();
        this.title = task.title();
        this.status = task.status();
        this.attempt = task.attempt();
        this.startSeen = task.startSeen();
        this.iteration = task.iteration();
        this.maxIterations = task.maxIterations();
        this.reportedPercent = task.reportedPercent();
        this.criteria = task.criteria();
        this.files = task.files();
        this.cost = task.cost();
        this.logs = new LogTail(TaskProgress.MAX_LOGS, task.logs());
        this.cursors = new Cursors(task.emitters());
        Counters counters = task.counters();
        this.applied = counters.applied();
        this.duplicates = counters.duplicates();
        this.late = counters.late();
        this.fenced = counters.fenced();
        this.rejected = counters.rejected();
        this.actions = counters.actions();
        this.failedActions = counters.failedActions();
        this.errors = counters.errors();
        this.transientErrors = counters.transientErrors();
        Clocks clocks = task.clocks();
        this.startedAt = clocks.startedAt();
        this.completedAt = clocks.completedAt();
        this.lastHeardAt = Micros.of(clocks.lastHeardAt());
        this.lastAdvancedAt = Micros.of(clocks.lastAdvancedAt());
        this.heard = clocks.heard();
        this.rhythmMs = clocks.rhythmMs();
        this.expectedSilenceMs = clocks.expectedSilenceMs();
        this.waiting = clocks.waiting();
        this.skewMs = clocks.skewMs();
    }

    /** That task, to be changed. */
    public static LiveTask of(TaskProgress task) {
        return new LiveTask(task);
    }

    /**
     * A task of which nothing is known before its first event, which is yet to be folded: nothing is dropped because a start has not come yet.
     *
     * @param envelope of the first event
     * @param position where that stands in the log
     */
    public static LiveTask placeholder(EventEnvelope envelope, SourcePosition position) {
        return new LiveTask(envelope, position);
    }

    public String taskId() {
        return taskId;
    }

    /**
     * Folds one more event, by the rules of {@code docs/fold.md}. An event at a position that has been folded already changes nothing.
     *
     * @param event the event, whose task id must be the task's
     * @param position where the event stands in the log
     * @return what became of it
     */
    public FoldOutcome fold(ExecutionEvent event, SourcePosition position) {
        if (position.partition() == partition && position.offset() <= offset) {
            return FoldOutcome.DUPLICATE;
        }
        partition = position.partition();
        offset = position.offset();
        appendedAt = Micros.of(position.appendedAt());
        FoldOutcome outcome = Fold.decide(this, event);
        switch (outcome) {
            case APPLIED -> applied++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
            case FENCED -> fenced++;
            case REJECTED -> rejected++;
        }
        return outcome;
    }

    /** Begins a higher attempt: what was achieved starts over, what was spent and seen stays. */
    void reopen(EventEnvelope envelope) {
        attempt = envelope.attempt();
        agentId = envelope.agentId();
        projectId = envelope.projectId();
        status = TaskStatus.PENDING;
        startSeen = false;
        iteration = 0;
        reportedPercent = null;
        criteria = Criteria.of(
                criteria.declared(),
                criteria.entries().stream()
                        .map(entry -> CriterionState.unverified(entry.index(), entry.text()))
                        .toList());
        startedAt = null;
        completedAt = null;
        waiting = false;
        lastAdvancedAt = appendedAt;
    }

    /** The task as it is now. */
    public TaskProgress toProgress() {
        return new TaskProgress(
                taskId,
                projectId,
                agentId,
                parentTaskId,
                title,
                status,
                attempt,
                startSeen,
                iteration,
                maxIterations,
                reportedPercent,
                criteria,
                files,
                cost,
                logs.toLines(),
                new Counters(
                        applied, duplicates, late, fenced, rejected, actions, failedActions, errors, transientErrors),
                new Clocks(
                        startedAt,
                        completedAt,
                        Micros.toInstant(lastHeardAt),
                        Micros.toInstant(lastAdvancedAt),
                        heard,
                        rhythmMs,
                        expectedSilenceMs,
                        waiting,
                        skewMs),
                cursors.toEmitters(),
                new SourcePosition(partition, offset, Micros.toInstant(appendedAt)));
    }
}
