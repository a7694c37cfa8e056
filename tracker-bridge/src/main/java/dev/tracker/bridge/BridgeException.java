package dev.tracker.bridge;

/** Says why the bridge could not start, in words for the person who started it. */
public final class BridgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BridgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
