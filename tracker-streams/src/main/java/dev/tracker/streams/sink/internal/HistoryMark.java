package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.TaskProgress;
import java.time.Instant;

/**
 * Where the history of a task stands.
 *
 * @param version of the last snapshot seen
 * @param status of that snapshot, by its wire name
 * @param attempt of that snapshot
 * @param criteriaVerified of that snapshot
 * @param criteriaTotal of that snapshot
 * @param keptAt time of the last snapshot that went into the history, by the broker's clock
 */
record HistoryMark(long version, String status, int attempt, int criteriaVerified, int criteriaTotal, Instant keptAt) {

    static HistoryMark after(TaskProgress snapshot, Instant keptAt) {
        return new HistoryMark(
                snapshot.version(),
                snapshot.status().wireName(),
                snapshot.attempt(),
                snapshot.criteria().verified(),
                snapshot.criteria().total(),
                keptAt);
    }

    HistoryMark withKeptAt(Instant at) {
        return new HistoryMark(version, status, attempt, criteriaVerified, criteriaTotal, at);
    }
}
