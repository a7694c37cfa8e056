package dev.tracker.bridge.internal.view;

/** What was read so far no longer continues what the topic holds: only reading it from the beginning gives the truth. */
final class StartOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartOverException(String reason) {
        super(reason);
    }
}
