package dev.tracker.core.client.internal;

import dev.tracker.core.Fold;
import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One task as this tracker knows it: who does it, how its events are numbered, and what they add up to. All but {@link #progress} and
 * {@link #notifications} is guarded by {@link #lock}, which is held for microseconds: never while waiting, for Kafka or for listeners.
 */
final class TaskLane {

    final ReentrantLock lock = new ReentrantLock();
    final Notifications notifications;

    private final String taskId;
    private final String projectId;
    private final String emitterId;
    private String agentId;
    private int attempt = 1;
    private long nextSeq;
    private long nextPosition;
    private boolean retired;
    private volatile @Nullable TaskProgress progress;
    private volatile long usedNanos = System.nanoTime();

    TaskLane(String taskId, String projectId, String emitterId, String agentId, Notifications notifications) {
        this.taskId = taskId;
        this.projectId = projectId;
        this.emitterId = emitterId;
        this.agentId = agentId;
        this.notifications = notifications;
    }

    String taskId() {
        return taskId;
    }

    int attempt() {
        return attempt;
    }

    /** The further updates belong to that attempt, which counts its events from 0. */
    void enter(int newAttempt) {
        if (newAttempt != attempt) {
            attempt = newAttempt;
            nextSeq = 0;
        }
    }

    void assignTo(String agent) {
        agentId = agent;
    }

    /** The envelope of the next event; its number is not used up yet. */
    EventEnvelope nextEnvelope(UUID eventId, @Nullable String parentTaskId, Instant now, @Nullable String message) {
        return new EventEnvelope(
                eventId,
                taskId,
                agentId,
                projectId,
                parentTaskId,
                attempt,
                nextSeq,
                emitterId,
                now.truncatedTo(ChronoUnit.MICROS),
                message);
    }

    /** The next event was accepted: folds it, and says whether it ended the task. */
    boolean accept(ExecutionEvent event, Instant now) {
        boolean finishedBefore = isFinished();
        nextSeq++;
        SourcePosition position = new SourcePosition(0, nextPosition++, now.truncatedTo(ChronoUnit.MILLIS));
        TaskProgress folded = Fold.fold(progress, event, position).progress();
        progress = folded;
        usedNanos = System.nanoTime();
        notifications.add(folded);
        return !finishedBefore && isFinished();
    }

    /** The next event was refused: leaves a gap in the numbers, by which every reader of the log sees that something is missing. */
    void refuse() {
        nextSeq++;
    }

    @Nullable
    TaskProgress progress() {
        return progress;
    }

    boolean isFinished() {
        TaskProgress current = progress;
        return current != null && current.status().isTerminal();
    }

    long usedNanos() {
        return usedNanos;
    }

    boolean isRetired() {
        return retired;
    }

    /** Takes no more events. */
    void retire() {
        retired = true;
    }
}
