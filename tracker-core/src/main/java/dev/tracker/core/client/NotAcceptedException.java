package dev.tracker.core.client;

/** There was no room for an update within {@link TrackerSettings#maxBlock()}. The update changed nothing. */
public final class NotAcceptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotAcceptedException(String message) {
        super(message);
    }
}
