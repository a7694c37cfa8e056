package dev.tracker.core.client;

/** The folder of a spool can't be used: another tracker has it, or it can't be read or written. The message says which. */
public final class SpoolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SpoolException(String message) {
        super(message);
    }

    public SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
