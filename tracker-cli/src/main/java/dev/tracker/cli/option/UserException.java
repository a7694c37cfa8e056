package dev.tracker.cli.option;

/** Something that the user can mend. Its message says what and how; it is shown without a stack trace. */
public final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
