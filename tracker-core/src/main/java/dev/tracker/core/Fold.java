package dev.tracker.core;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one task, in the order of the log, into its {@link TaskProgress}. A total function: it reads no clock, does no I/O and throws for
 * no event that the codec lets through. Folding an event again at the same position changes nothing, so a log may be read again from anywhere.
 *
 * <p>The definition, rule by rule, is {@code docs/fold.md}. Who folds many events into one task does so in a {@link LiveTask}; this is the same for one
 * event and immutable values. Stateless and thread-safe.
 */
public final class Fold {

    /**
     * Folds one more event.
     *
     * @param current the task so far, null if nothing is known of it
     * @param event the event, whose task id must be the task's
     * @param position where the event stands in the log
     */
    public static FoldResult fold(@Nullable TaskProgress current, ExecutionEvent event, SourcePosition position) {
        if (current != null && position.isNotAfter(current.position())) {
            return new FoldResult(current, FoldOutcome.DUPLICATE);
        }
        LiveTask task = current == null ? LiveTask.placeholder(event.envelope(), position) : LiveTask.of(current);
        FoldOutcome outcome = task.fold(event, position);
        return new FoldResult(task.toProgress(), outcome);
    }

    /** Applies the event, whose position is the task's by now. */
    static FoldOutcome decide(LiveTask task, ExecutionEvent event) {
        EventEnvelope envelope = event.envelope();
        Cursors.Arrival arrival = task.cursors.track(envelope);
        if (arrival == Cursors.Arrival.SEEN) {
            return FoldOutcome.DUPLICATE;
        }
        if (envelope.attempt() < task.attempt) {
            if (event instanceof ExecutionEvent.Cost cost) {
                task.cost = Effects.addAmounts(task.cost, cost);
            }
            return FoldOutcome.FENCED;
        }
        if (envelope.attempt() > task.attempt) {
            task.reopen(envelope);
        }
        if (event instanceof ExecutionEvent.Criterion criterion && CriteriaRule.isOutOfRange(task, criterion)) {
            return FoldOutcome.REJECTED;
        }
        boolean outOfOrder = arrival == Cursors.Arrival.OUT_OF_ORDER;
        boolean ended = task.status.isTerminal();
        boolean advanced = Effects.apply(task, event, outOfOrder || ended);
        LogRule.append(task, event);
        ClockRule.tick(task, event, advanced);
        return outOfOrder || (ended && !followsTheEnd(event)) ? FoldOutcome.LATE : FoldOutcome.APPLIED;
    }

    /** Evidence and bills come after the end by nature. */
    private static boolean followsTheEnd(ExecutionEvent event) {
        return event instanceof ExecutionEvent.Criterion || event instanceof ExecutionEvent.Cost;
    }

    private Fold() {}
}
