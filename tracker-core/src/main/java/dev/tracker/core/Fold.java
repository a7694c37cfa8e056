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
 * <p>The definition, rule by rule, is {@code docs/fold.md}. Stateless and thread-safe.
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
        Draft draft = current == null ? Draft.placeholder(event.envelope(), position) : new Draft(current, position);
        FoldOutcome outcome = decide(draft, event);
        switch (outcome) {
            case APPLIED -> draft.applied++;
            case DUPLICATE -> draft.duplicates++;
            case LATE -> draft.late++;
            case FENCED -> draft.fenced++;
            case REJECTED -> draft.rejected++;
        }
        return new FoldResult(draft.build(), outcome);
    }

    private static FoldOutcome decide(Draft draft, ExecutionEvent event) {
        EventEnvelope envelope = event.envelope();
        SequenceRule.Arrival arrival = SequenceRule.track(draft, envelope);
        if (arrival == SequenceRule.Arrival.SEEN) {
            return FoldOutcome.DUPLICATE;
        }
        if (envelope.attempt() < draft.attempt) {
            if (event instanceof ExecutionEvent.Cost cost) {
                draft.cost = Effects.addAmounts(draft.cost, cost);
            }
            return FoldOutcome.FENCED;
        }
        if (envelope.attempt() > draft.attempt) {
            draft.reopen(envelope);
        }
        if (event instanceof ExecutionEvent.Criterion criterion && CriteriaRule.isOutOfRange(draft, criterion)) {
            return FoldOutcome.REJECTED;
        }
        boolean outOfOrder = arrival == SequenceRule.Arrival.OUT_OF_ORDER;
        boolean ended = draft.status.isTerminal();
        boolean advanced = Effects.apply(draft, event, outOfOrder || ended);
        LogRule.append(draft, event);
        ClockRule.tick(draft, event, advanced);
        return outOfOrder || (ended && !followsTheEnd(event)) ? FoldOutcome.LATE : FoldOutcome.APPLIED;
    }

    /** Evidence and bills come after the end by nature. */
    private static boolean followsTheEnd(ExecutionEvent event) {
        return event instanceof ExecutionEvent.Criterion || event instanceof ExecutionEvent.Cost;
    }

    private Fold() {}
}
