package dev.tracker.streams.guard;

/**
 * The events topic is not the one that the snapshots were folded from, or has been cut. The aggregator must not go on: it would take new events for ones it has seen. The
 * message says what to do.
 */
public final class LogReplacedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What helps, whichever way it was noticed. */
    public static final String WHAT_TO_DO =
            "To fold the log that there is now, stop all aggregators, delete the topic tracker.snapshots.v1 and the aggregator's consumer group,"
                    + " run `tracker topics`, and start them again. PostgreSQL keeps its history.";

    public LogReplacedException(String message) {
        super(message);
    }
}
