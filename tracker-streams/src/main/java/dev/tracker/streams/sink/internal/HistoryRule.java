package dev.tracker.streams.sink.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots of a task go into its history: each that changes status, attempt or criteria, and of the others one a minute. Depends on nothing but
 * the snapshots and their order, so it does not matter how they fall into batches.
 */
final class HistoryRule {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /**
     * Whether the history keeps this state.
     *
     * @param mark where the history stands, null if there is none
     * @param state the next state, as if it were kept
     */
    static boolean keeps(@Nullable HistoryMark mark, HistoryMark state) {
        return mark == null
                || !mark.status().equals(state.status())
                || mark.attempt() != state.attempt()
                || mark.criteriaVerified() != state.criteriaVerified()
                || mark.criteriaTotal() != state.criteriaTotal()
                || !state.keptAt().isBefore(mark.keptAt().plus(INTERVAL));
    }

    private HistoryRule() {}
}
