package dev.tracker.core.client;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one update. Handed out at once; its {@link #state()} moves from {@code PENDING} to {@code DELIVERED} or {@code FAILED} when
 * Kafka has answered. It may be ignored: what is lost is also counted, logged and visible as a gap in the task's numbering. Thread-safe.
 */
public interface Delivery {

    /** Where an update stands. */
    enum State {
        /** There was no room for it within the bound. It changed nothing; its number stays unused, so that readers of the log see the gap. */
        REFUSED,
        /** Accepted: it shows in the local view and is on its way. */
        PENDING,
        /** Kafka has it on all in-sync replicas. */
        DELIVERED,
        /** It was accepted, but Kafka did not take it. Readers of the log see a gap. */
        FAILED,
        /** It is on disk, and this handle hears no more of it: this tracker, or the next one on the same spool, delivers it. */
        SPOOLED
    }

    State state();

    /** Why it was refused or failed; empty in the other states. */
    Optional<Exception> failure();

    /** Whether there was room for it. */
    default boolean isAccepted() {
        return state() != State.REFUSED;
    }

    /**
     * Waits until the update is no longer pending.
     *
     * @return the state at the end, {@code PENDING} if the time was not enough
     */
    State await(Duration timeout) throws InterruptedException;

    /**
     * For callers who would rather have an exception.
     *
     * @return this
     * @throws NotAcceptedException if the update was refused
     */
    default Delivery orThrow() {
        if (isAccepted()) {
            return this;
        }
        throw new NotAcceptedException(failure().map(Exception::getMessage).orElse("the update was refused"));
    }
}
