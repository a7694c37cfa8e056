package dev.tracker.schemas.json;

/** Why a record of the events topic is a dead letter. The names stand in dead letters and metrics: add, never rename. */
public enum RefusalCode {
    EMPTY_KEY,
    KEY_MISMATCH,
    EMPTY_VALUE,
    TOO_LARGE,
    MALFORMED_JSON,
    LIMIT_EXCEEDED,
    DUPLICATE_FIELD,
    MISSING_FIELD,
    WRONG_TYPE,
    OUT_OF_RANGE,
    ILLEGAL_TEXT,
    UNKNOWN_TYPE,
    UNSUPPORTED_VERSION,
    /** An event, but another one has its id and says something else. Only the sink of events, which has the history, can tell; the decoder never does. */
    CONFLICT
}
