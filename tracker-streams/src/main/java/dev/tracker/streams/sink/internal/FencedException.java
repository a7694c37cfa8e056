package dev.tracker.streams.sink.internal;

import java.sql.SQLException;

/** A batch found its epoch replaced by a newer one. */
final class FencedException extends SQLException {

    private static final long serialVersionUID = 1L;

    FencedException(String message) {
        super(message, SqlFailure.FENCED_STATE);
    }
}
