package dev.tracker.core.reference;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one task, in the order of the log, by the rules of {@code docs/fold.md}. Mutable: one instance a task. Not thread-safe.
 *
 * <p>Its memory is bounded, as that of a {@link TaskProgress} is, however many events it has folded.
 */
public final class ReferenceReducer {

    /** What became of an event. */
    public enum Verdict {
        /** Took effect, in order. */
        APPLIED,
        /** A copy of one already seen. */
        DUPLICATE,
        /** Took effect out of order, or after the end. */
        LATE,
        /** From an attempt that a newer one has replaced. */
        FENCED,
        /** Contradicts what the task declared. */
        REJECTED
    }

    private final ReferenceCursors cursors = new ReferenceCursors();

    /** Null until the first event. */
    private @Nullable ReferenceTask task;

    /** Null until the first event. */
    private @Nullable SourcePosition last;

    /**
     * Takes the next event.
     *
     * @param event an event of this reducer's task, within the bounds of the codec
     * @param position where it stands in the log
     * @throws IllegalArgumentException if it is another task's
     */
    public Verdict accept(ExecutionEvent event, SourcePosition position) {
        EventEnvelope envelope = event.envelope();
        if (last != null && last.partition() == position.partition() && position.offset() <= last.offset()) {
            return Verdict.DUPLICATE;
        }
        boolean isFirst = task == null;
        if (task == null) {
            task = new ReferenceTask(envelope, position.appendedAt());
        }
        if (!task.taskId.equals(envelope.taskId())) {
            throw new IllegalArgumentException(
                    "an event of task " + envelope.taskId() + " among those of " + task.taskId);
        }
        last = position;

        boolean isOutOfOrder = false;
        if (envelope.isSequenced()) {
            switch (cursors.see(envelope.emitterId(), envelope.attempt(), envelope.seq())) {
                case SEEN_BEFORE -> {
                    task.counters.duplicates++;
                    return Verdict.DUPLICATE;
                }
                case OUT_OF_ORDER -> isOutOfOrder = true;
                case IN_ORDER -> {}
            }
        }
        if (envelope.attempt() < task.attempt) {
            task.counters.fenced++;
            if (event instanceof ExecutionEvent.Cost cost) {
                task.cost.addAmounts(cost);
            }
            return Verdict.FENCED;
        }
        if (envelope.attempt() > task.attempt) {
            task.reopen(envelope, position.appendedAt());
        }
        if (event instanceof ExecutionEvent.Criterion criterion && !task.criteria.admits(criterion.index())) {
            task.counters.rejected++;
            return Verdict.REJECTED;
        }
        return takeEffect(task, event, position, isOutOfOrder, isFirst);
    }

    private static Verdict takeEffect(
            ReferenceTask task, ExecutionEvent event, SourcePosition position, boolean isOutOfOrder, boolean isFirst) {
        boolean wasTerminal = task.status.isTerminal();
        boolean followsTheEndByNature =
                event instanceof ExecutionEvent.Criterion || event instanceof ExecutionEvent.Cost;
        boolean isLate = isOutOfOrder || (wasTerminal && !followsTheEndByNature);
        boolean isSettled = isOutOfOrder || wasTerminal;

        boolean hasAdvanced = ReferenceEffects.apply(task, event, isSettled);
        task.log.add(event, position.appendedAt());
        task.clocks.hear(event, position.appendedAt(), !isFirst, hasAdvanced);
        if (isLate) {
            task.counters.late++;
            return Verdict.LATE;
        }
        task.counters.applied++;
        return Verdict.APPLIED;
    }

    /**
     * The state after the events so far.
     *
     * @throws IllegalStateException if there were none
     */
    public TaskProgress progress() {
        if (task == null || last == null) {
            throw new IllegalStateException("no event has been folded yet");
        }
        return task.toProgress(cursors.toEmitters(), last);
    }
}
