package dev.tracker.core.client;

/** A tracker was closed and not everything that it had accepted is in Kafka. */
public final class UndeliveredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CloseResult result;

    public UndeliveredException(CloseResult result) {
        super(result.toString());
        this.result = result;
    }

    /** The counts and tasks. */
    public CloseResult result() {
        return result;
    }
}
