package dev.tracker.ingest.internal.access;

import java.util.function.LongSupplier;

/**
 * So many events a second, and a burst of five seconds' worth. A request is charged once it is known how much it held, which may leave a debt; the next one waits
 * until that is paid. Safe for use by many threads.
 */
public final class RateLimit {

    private static final int BURST_SECONDS = 5;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier nanoTime;
    private double balance;
    private long filledAt;

    public RateLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.balance = (double) BURST_SECONDS * perSecond;
        this.filledAt = nanoTime.getAsLong();
    }

    /** Seconds until one may come again, 0 if now. */
    public synchronized int waitSeconds() {
        fill();
        return balance > 0 ? 0 : (int) Math.ceil((1 - balance) / perSecond);
    }

    /** @param events how many came, at least 1 */
    public synchronized void charge(int events) {
        fill();
        balance -= events;
    }

    private void fill() {
        long now = nanoTime.getAsLong();
        balance = Math.min(BURST_SECONDS * perSecond, balance + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
    }
}
