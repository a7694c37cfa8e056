package dev.tracker.cli.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What an audit found.
 *
 * @param events records of the events topic
 * @param applied events that were folded: all that are neither duplicates nor dead letters; {@code late}, {@code fenced} and {@code rejected} of them
 *     were so
 * @param duplicates copies of events, by the emitters' numbering
 * @param deadLetters dead letters of records that are no events
 * @param expectedDeadLetters records of the events topic that are no events
 * @param tasks tasks of the log
 * @param snapshotMismatches tasks whose published snapshot is not a state of the log
 * @param postgresMismatches tasks whose row in PostgreSQL is not a state of the log, or disagrees with itself
 * @param eventRows rows of the event history
 * @param expectedEventRows events of the log, each identity once
 * @param late folded out of order or after the end
 * @param fenced of a replaced attempt
 * @param rejected against what the task declared
 * @param lag records that the aggregator or a sink has yet to take, and tasks whose snapshot or row is not yet of the log's end
 * @param logStart records missing before the log's first one; the audit can only be whole from 0
 * @param seconds how long it took
 */
@JsonPropertyOrder({
    "events",
    "applied",
    "duplicates",
    "deadLetters",
    "tasks",
    "snapshotMismatches",
    "postgresMismatches",
    "eventRows",
    "lag",
    "ok"
})
record AuditReport(
        long events,
        long applied,
        long duplicates,
        long deadLetters,
        long expectedDeadLetters,
        int tasks,
        long snapshotMismatches,
        long postgresMismatches,
        long eventRows,
        long expectedEventRows,
        long late,
        long fenced,
        long rejected,
        long lag,
        long logStart,
        double seconds) {

    /** Whether everything agrees and nothing lags. */
    @JsonProperty
    boolean ok() {
        return lag == 0 && agreesSoFar() && deadLetters == expectedDeadLetters && eventRows == expectedEventRows;
    }

    /** Whether nothing is wrong but what records on their way can set right: while workers send, some always are. */
    boolean agreesSoFar() {
        return snapshotMismatches == 0
                && postgresMismatches == 0
                && deadLetters <= expectedDeadLetters
                && eventRows <= expectedEventRows
                && logStart == 0;
    }
}
