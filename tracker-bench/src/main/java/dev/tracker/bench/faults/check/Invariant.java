package dev.tracker.bench.faults.check;

/** What is promised. The names are those of {@code docs/reliability.md}. */
public enum Invariant {
    /** I1: an acknowledged event, or one that stands in the log, has neither a row nor a dead letter. */
    LOST,
    /** I1: a row or a dead letter of what no one sent. */
    MADE_UP,
    /** I1: one event has both a row and a dead letter. */
    STORED_AND_REFUSED,
    /** I2: an event has two rows, or a record two dead letters. */
    DUPLICATED,
    /** I3: a published snapshot is none of the states of the log. */
    WRONG_SNAPSHOT,
    /** I3: a row of {@code task} is none of the states of the log, or its columns disagree with the snapshot in it. */
    WRONG_ROW,
    /** I3: offsets were committed of events that the task's snapshot has not got: what is flushed after the commit is lost in a crash. */
    FLUSHED_AFTER_COMMIT,
    /** I4: a version went back on the topic. */
    TOPIC_WENT_BACK,
    /** I4: a version went back in the table. */
    TABLE_WENT_BACK,
    /** I4: a version went back in a browser. */
    BROWSER_WENT_BACK,
    /** I5: topic, table and browser end differently. */
    COPIES_DIFFER,
    /** I6: something lags, or a transaction is open, though nothing is sent any more. */
    NOT_AT_REST;

    boolean isLoss() {
        return this == LOST;
    }

    boolean isDuplicate() {
        return this == DUPLICATED || this == STORED_AND_REFUSED;
    }

    boolean isStepBack() {
        return this == TOPIC_WENT_BACK || this == TABLE_WENT_BACK || this == BROWSER_WENT_BACK;
    }

    boolean isMismatch() {
        return this == WRONG_SNAPSHOT || this == WRONG_ROW || this == FLUSHED_AFTER_COMMIT || this == COPIES_DIFFER;
    }
}
