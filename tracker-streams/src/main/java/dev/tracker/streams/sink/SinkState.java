package dev.tracker.streams.sink;

/** What a sink is at. */
public enum SinkState {
    /** Has yet to be given its partitions and to take them over in the database. */
    STARTING,
    RUNNING,
    /** The database is away; nothing is read, nothing is lost, and it goes on by itself. */
    WAITING_FOR_DATABASE,
    /** Met a fault that trying again would not mend. Its position stands before the batch that failed. */
    FAILED,
    STOPPED
}
