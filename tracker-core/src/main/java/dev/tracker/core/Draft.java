package dev.tracker.core;

import dev.tracker.schemas.Clocks;
import dev.tracker.schemas.CostTotals;
import dev.tracker.schemas.Counters;
import dev.tracker.schemas.Criteria;
import dev.tracker.schemas.CriterionState;
import dev.tracker.schemas.Emitters;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.Files;
import dev.tracker.schemas.LogEntry;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TaskProgress} while one event is folded into it. Lives within one call of {@link Fold#fold} and is seen by one thread; the values that it
 * holds are immutable and replaced as a whole.
 */
final class Draft {

    /** Whether there was a state before this event. */
    final boolean known;

    final String taskId;
    final SourcePosition position;

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
    List<LogEntry> logs = List.of();
    Emitters emitters = Emitters.NONE;

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

    Instant lastHeardAt;
    Instant lastAdvancedAt;
    long heard;
    long rhythmMs;
    long expectedSilenceMs;
    boolean waiting;
    long skewMs;

    private Draft(EventEnvelope envelope, SourcePosition position) {
        this.known = false;
        this.taskId = envelope.taskId();
        this.position = position;
        this.projectId = envelope.projectId();
        this.agentId = envelope.agentId();
        this.parentTaskId = envelope.parentTaskId();
        this.attempt = envelope.attempt();
        this.lastHeardAt = position.appendedAt();
        this.lastAdvancedAt = position.appendedAt();
    }

    Draft(TaskProgress current, SourcePosition position) {
        this.known = true;
        this.taskId = current.taskId();
        this.position = position;
        this.projectId = current.projectId();
        this.agentId = current.agentId();
        this.parentTaskId = current.parentTaskId();
        this.title = current.title();
        this.status = current.status();
        this.attempt = current.attempt();
        this.startSeen = current.startSeen();
        this.iteration = current.iteration();
        this.maxIterations = current.maxIterations();
        this.reportedPercent = current.reportedPercent();
        this.criteria = current.criteria();
        this.files = current.files();
        this.cost = current.cost();
        this.logs = current.logs();
        this.emitters = current.emitters();
        Counters counters = current.counters();
        this.applied = counters.applied();
        this.duplicates = counters.duplicates();
        this.late = counters.late();
        this.fenced = counters.fenced();
        this.rejected = counters.rejected();
        this.actions = counters.actions();
        this.failedActions = counters.failedActions();
        this.errors = counters.errors();
        this.transientErrors = counters.transientErrors();
        Clocks clocks = current.clocks();
        this.startedAt = clocks.startedAt();
        this.completedAt = clocks.completedAt();
        this.lastHeardAt = clocks.lastHeardAt();
        this.lastAdvancedAt = clocks.lastAdvancedAt();
        this.heard = clocks.heard();
        this.rhythmMs = clocks.rhythmMs();
        this.expectedSilenceMs = clocks.expectedSilenceMs();
        this.waiting = clocks.waiting();
        this.skewMs = clocks.skewMs();
    }

    /** A task of which nothing was known before this event: nothing is dropped because its start has not come yet. */
    static Draft placeholder(EventEnvelope envelope, SourcePosition position) {
        return new Draft(envelope, position);
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
        lastAdvancedAt = position.appendedAt();
    }

    TaskProgress build() {
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
                logs,
                new Counters(
                        applied, duplicates, late, fenced, rejected, actions, failedActions, errors, transientErrors),
                new Clocks(
                        startedAt,
                        completedAt,
                        lastHeardAt,
                        lastAdvancedAt,
                        heard,
                        rhythmMs,
                        expectedSilenceMs,
                        waiting,
                        skewMs),
                emitters,
                position);
    }
}
