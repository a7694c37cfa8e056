package dev.tracker.core.client.internal;

import dev.tracker.core.client.Delivery;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The updates that were accepted and not yet decided, bounded in bytes: those waiting for the sender, in order, and those handed to Kafka. Thread-safe; its lock
 * is held for no longer than an insertion or removal takes.
 */
final class Outbox {

    private final long maxBytes;
    private final Ledger ledger;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toSend = lock.newCondition();
    private final Condition decided = lock.newCondition();
    private final ArrayDeque<Outgoing> queue = new ArrayDeque<>();
    private final Map<Long, Outgoing> pending = new LinkedHashMap<>();
    private long pendingBytes;
    private long lastNumber;
    private boolean closed;

    Outbox(long maxBytes, Ledger ledger) {
        this.maxBytes = maxBytes;
        this.ledger = ledger;
    }

    /** Takes the update if there is room, and at once. What is accepted is sent in the order of these calls. */
    Outlet.Offer offer(Outgoing update) {
        lock.lock();
        try {
            if (closed) {
                return Outlet.Offer.CLOSED;
            }
            if (!hasRoom(update.bytes())) {
                return Outlet.Offer.FULL;
            }
            update.number = ++lastNumber;
            update.acceptedNanos = System.nanoTime();
            pending.put(update.number, update);
            pendingBytes += update.bytes();
            queue.add(update);
            ledger.accepted();
            toSend.signal();
            return Outlet.Offer.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** An update larger than the whole buffer still goes through an empty one. */
    private boolean hasRoom(int bytes) {
        return pending.isEmpty() || pendingBytes + bytes <= maxBytes;
    }

    /** Waits until there is room for so many bytes, the outbox is closed, or the time is up; says whether to try again. */
    boolean awaitRoom(int bytes, long deadlineNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !hasRoom(bytes)) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                decided.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next update to send, waiting for it; null when the outbox is closed and empty. */
    @Nullable
    Outgoing take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && !closed) {
                toSend.await();
            }
            return queue.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Says what became of an update. Does nothing for one that is decided already. */
    void decide(Outgoing update, Delivery.State state, @Nullable Exception failure) {
        lock.lock();
        try {
            if (pending.remove(update.number) == null) {
                return;
            }
            decideRemoved(update, state, failure);
        } finally {
            lock.unlock();
        }
        ledger.report();
    }

    private void decideRemoved(Outgoing update, Delivery.State state, @Nullable Exception failure) {
        pendingBytes -= update.bytes();
        update.decide(state, failure);
        ledger.decided(update.taskId(), state, failure);
        decided.signalAll();
    }

    /** Waits until everything accepted before this call is decided; says whether it was in time. */
    boolean awaitDecided(long deadlineNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long last = lastNumber;
            while (isPendingUpTo(last)) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                decided.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isPendingUpTo(long number) {
        Iterator<Long> oldest = pending.keySet().iterator();
        return oldest.hasNext() && oldest.next() <= number;
    }

    /** Accepts nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            toSend.signalAll();
            decided.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Decides that everything still pending has failed. */
    void abandon(Exception reason) {
        lock.lock();
        try {
            queue.clear();
            for (Outgoing update : pending.values()) {
                decideRemoved(update, Delivery.State.FAILED, reason);
            }
            pending.clear();
        } finally {
            lock.unlock();
        }
        ledger.report();
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    long pending() {
        lock.lock();
        try {
            return pending.size();
        } finally {
            lock.unlock();
        }
    }

    long pendingBytes() {
        lock.lock();
        try {
            return pendingBytes;
        } finally {
            lock.unlock();
        }
    }
}
