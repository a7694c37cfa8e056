package dev.tracker.ingest;

/** The ingest cannot be started: its address is taken, its key cannot be read, or Kafka's client refuses its settings. */
public final class IngestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IngestException(String message, Throwable cause) {
        super(message, cause);
    }
}
