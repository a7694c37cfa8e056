package dev.tracker.streams.state;

/** Bytes in the state store that no version of the codec has written. */
public final class CorruptStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorruptStateException(String message) {
        super(message);
    }
}
