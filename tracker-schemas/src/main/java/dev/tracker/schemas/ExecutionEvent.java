package dev.tracker.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the execution of a task, as its worker reports it. Immutable. The bounds of the numbers and texts are those of
 * {@link WireLimits}; the JSON codec enforces them.
 */
public sealed interface ExecutionEvent {

    EventEnvelope envelope();

    EventType type();

    /** The task has begun. {@code criteria} is null where only their number {@code criteriaTotal} is known, which is 0 if none are declared. */
    record Start(
            EventEnvelope envelope,
            int criteriaTotal,
            @Nullable List<String> criteria,
            int maxIterations,
            @Nullable Usd maxCost,
            @Nullable String title)
            implements ExecutionEvent {

        public Start {
            if (criteria != null) {
                criteria = criteria.isEmpty() ? null : List.copyOf(criteria);
                criteriaTotal = criteria == null ? criteriaTotal : criteria.size();
            }
        }

        @Override
        public EventType type() {
            return EventType.START;
        }
    }

    /** The agent is now in that iteration, from 0. */
    record Iteration(EventEnvelope envelope, int iteration) implements ExecutionEvent {
        @Override
        public EventType type() {
            return EventType.ITERATION;
        }
    }

    /** The worker estimates that so many percent (0 to 100) are done. */
    record Progress(EventEnvelope envelope, double percent) implements ExecutionEvent {
        @Override
        public EventType type() {
            return EventType.PROGRESS;
        }
    }

    /** A criterion was found met, or not met. {@code text} names it where the start did not. */
    record Criterion(
            EventEnvelope envelope,
            int index,
            boolean verified,
            Evidence evidence,
            @Nullable String text) implements ExecutionEvent {
        @Override
        public EventType type() {
            return EventType.CRITERION;
        }
    }

    /** The agent did something. {@code success} is null where the source does not tell; {@code durationMs} is -1 if unknown. */
    record Action(
            EventEnvelope envelope,
            String action,
            @Nullable String target,
            @Nullable Boolean success,
            long durationMs) implements ExecutionEvent {

        public static final long UNKNOWN_DURATION = -1;

        @Override
        public EventType type() {
            return EventType.ACTION;
        }
    }

    /**
     * Something was spent since the last such event. {@code usd} is null where only tokens are known; {@code usdEstimated} says that somebody on the way made it
     * of the tokens and a list of prices, and is false where there is no amount.
     */
    record Cost(
            EventEnvelope envelope,
            @Nullable Usd usd,
            TokenCounts tokens,
            @Nullable String model,
            boolean usdEstimated) implements ExecutionEvent {

        public Cost {
            usdEstimated = usdEstimated && usd != null;
        }

        /** An amount as it was reported, or none. */
        public Cost(EventEnvelope envelope, @Nullable Usd usd, TokenCounts tokens, @Nullable String model) {
            this(envelope, usd, tokens, model, false);
        }

        @Override
        public EventType type() {
            return EventType.COST;
        }
    }

    /** Something went wrong; {@code isTransient} where the worker will try again. */
    record ErrorReport(EventEnvelope envelope, String error, boolean isTransient) implements ExecutionEvent {
        @Override
        public EventType type() {
            return EventType.ERROR;
        }
    }

    /** A line for people. {@code expectedSilenceMs} announces how long the worker may now be silent, 0 if it does not say. */
    record Log(EventEnvelope envelope, long expectedSilenceMs) implements ExecutionEvent {
        @Override
        public EventType type() {
            return EventType.LOG;
        }
    }

    /** The worker is alive. */
    record Heartbeat(EventEnvelope envelope, long expectedSilenceMs) implements ExecutionEvent {
        @Override
        public EventType type() {
            return EventType.HEARTBEAT;
        }
    }

    /** The worker waits for something outside itself: a person, a lock, a quota. */
    record Waiting(EventEnvelope envelope, long expectedSilenceMs) implements ExecutionEvent {
        @Override
        public EventType type() {
            return EventType.WAITING;
        }
    }

    /** The attempt has ended. */
    record Complete(EventEnvelope envelope, Outcome outcome) implements ExecutionEvent {
        @Override
        public EventType type() {
            return EventType.COMPLETE;
        }
    }
}
