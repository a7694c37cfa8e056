package dev.tracker.ingest.internal.send;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes that are held for requests and events together. Thread-safe. */
public final class InFlight {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    public InFlight(long most) {
        this.most = most;
    }

    /** Bytes held now. */
    public long bytes() {
        return held.get();
    }

    boolean tryTake(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    /** A part of it that grows with what a request brings. */
    public Share share() {
        return new Share(this);
    }

    /** What one request holds until it is closed; from then on it does not grow. */
    public static final class Share implements AutoCloseable {

        private final InFlight whole;
        private long bytes;
        private boolean isClosed;

        Share(InFlight whole) {
            this.whole = whole;
        }

        /** Holds so many more; false if that is too much now. */
        public synchronized boolean grow(long more) {
            if (isClosed || !whole.tryTake(more)) {
                return false;
            }
            bytes += more;
            return true;
        }

        /** Gives all of it back; a second call does nothing. */
        @Override
        public synchronized void close() {
            isClosed = true;
            whole.give(bytes);
            bytes = 0;
        }
    }
}
