package dev.tracker.core.client.internal;

import dev.tracker.core.client.CloseResult;
import dev.tracker.core.client.SpoolStats;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes updates from the workers' threads at once, within its bound, and sees them to Kafka from a thread of its own. Thread-safe. */
interface Outlet {

    enum Offer {
        ACCEPTED,
        FULL,
        CLOSED
    }

    /** Begins to send. */
    void start();

    /** Takes the update if there is room, and at once. What is accepted is sent in the order of these calls. */
    Offer offer(Outgoing update);

    /** Waits until it may be worth while to offer an update again; false if the time is up or waiting is no use. */
    boolean awaitRoom(Outgoing update, long deadlineNanos) throws InterruptedException;

    /** Waits until everything accepted before this call is decided; says whether it was in time. */
    boolean awaitDecided(long deadlineNanos) throws InterruptedException;

    /** In words, why there is no room. */
    String fullness();

    long pendingBytes();

    boolean isClosed();

    /** Accepts nothing more. */
    void close();

    /** Ends the sending. What is undecided by then fails, or stays on disk. An interrupted caller does not wait. */
    void stop(Duration timeout);

    /** How the disk part stands; null if there is none. */
    @Nullable
    SpoolStats spoolStats();

    CloseResult result();
}
