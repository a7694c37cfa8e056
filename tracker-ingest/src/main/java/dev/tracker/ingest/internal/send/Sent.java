package dev.tracker.ingest.internal.send;

import java.util.concurrent.CompletableFuture;

/** What was done with an event that was offered. */
public sealed interface Sent {

    /**
     * It is under way, or was in the log already.
     *
     * @param isDuplicate whether it had been sent before
     * @param fate what becomes of it; never completed with an exception
     */
    record UnderWay(boolean isDuplicate, CompletableFuture<Fate> fate) implements Sent {}

    /** Nothing: another event has its id. */
    record Conflict() implements Sent {}
}
