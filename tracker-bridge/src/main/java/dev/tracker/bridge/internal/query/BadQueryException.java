package dev.tracker.bridge.internal.query;

/** Says what is wrong with a question, in words for who asked. Has no stack trace: a flood of bad questions must stay cheap. */
public final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadQueryException(String detail) {
        super(detail, null, false, false);
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
