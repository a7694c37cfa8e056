package dev.tracker.bridge.internal.history;

/** The database has no answer now. Its message is fit for people. */
public final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    UnavailableException(String message) {
        super(message);
    }
}
