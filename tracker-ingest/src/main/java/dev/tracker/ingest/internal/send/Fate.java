package dev.tracker.ingest.internal.send;

/** What became of an event that was handed to Kafka. */
public sealed interface Fate {

    /** Kafka has it, on as many brokers as it demands. */
    record Stored(int partition, long offset) implements Fate {}

    /**
     * Kafka has not said that it has it, and it may not be known whether it has. May be sent again.
     *
     * @param reason in words
     */
    record Failed(String reason) implements Fate {}
}
