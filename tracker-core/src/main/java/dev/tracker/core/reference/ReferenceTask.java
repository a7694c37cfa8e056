package dev.tracker.core.reference;

import dev.tracker.schemas.Emitters;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a task, as plain variables. */
final class ReferenceTask {

    final String taskId;
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

    final ReferenceCriteria criteria = new ReferenceCriteria();
    final ReferenceFiles files = new ReferenceFiles();
    final ReferenceCost cost = new ReferenceCost();
    final ReferenceLog log = new ReferenceLog();
    final ReferenceCounters counters = new ReferenceCounters();
    final ReferenceClocks clocks;

    /** The placeholder that the first event of a task finds. */
    ReferenceTask(EventEnvelope first, Instant appended) {
        taskId = first.taskId();
        projectId = first.projectId();
        agentId = first.agentId();
        parentTaskId = first.parentTaskId();
        attempt = first.attempt();
        clocks = new ReferenceClocks(appended);
    }

    /** Begins a newer attempt. */
    void reopen(EventEnvelope newer, Instant appended) {
        attempt = newer.attempt();
        status = TaskStatus.PENDING;
        agentId = newer.agentId();
        projectId = newer.projectId();
        startSeen = false;
        iteration = 0;
        reportedPercent = null;
        criteria.forgetVerdicts();
        clocks.reopen(appended);
    }

    TaskProgress toProgress(Emitters emitters, SourcePosition position) {
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
                criteria.toCriteria(),
                files.toFiles(),
                cost.toTotals(),
                log.toEntries(),
                counters.toCounters(),
                clocks.toClocks(),
                emitters,
                position);
    }
}
