package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.TaskProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots of a task go into its history: each that changes status, attempt or criteria, and of the others one a minute. Depends on nothing but
 * the snapshots and their order, so it does not matter how they fall into batches.
 */
final class HistoryRule {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** @param mark where the history stands, null if there is none */
    static boolean keeps(@Nullable HistoryMark mark, TaskProgress snapshot) {
        return mark == null
                || !mark.status().equals(snapshot.status().wireName())
                || mark.attempt() != snapshot.attempt()
                || mark.criteriaVerified() != snapshot.criteria().verified()
                || mark.criteriaTotal() != snapshot.criteria().total()
                || !snapshot.position().appendedAt().isBefore(mark.keptAt().plus(INTERVAL));
    }

    private HistoryRule() {}
}
