package dev.tracker.schemas.json;

/** Why a record of the events topic is not an event. The names stand in dead letters and metrics: add, never rename. */
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
    UNSUPPORTED_VERSION
}
