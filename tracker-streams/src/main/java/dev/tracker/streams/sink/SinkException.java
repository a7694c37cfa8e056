package dev.tracker.streams.sink;

/** A fault that ends a sink. The message says what to do or to look at. */
public final class SinkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
