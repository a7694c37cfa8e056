package dev.tracker.core.client.internal;

import dev.tracker.core.client.CloseResult;
import dev.tracker.core.client.Delivery;
import dev.tracker.core.client.SpoolException;
import dev.tracker.core.client.SpoolSettings;
import dev.tracker.core.client.SpoolStats;
import dev.tracker.core.client.TrackerSettings;
import dev.tracker.core.client.internal.spool.Spool;
import dev.tracker.core.client.internal.spool.SpoolRecord;
import dev.tracker.core.client.internal.spool.SpoolStatus;
import dev.tracker.core.client.internal.spool.Weight;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts every update on disk before it is accepted, and sends from there: what is accepted survives the process. One queue, in which what an earlier process left
 * stands first. Its lock is held while a record is written or read; no record is sent under it.
 */
final class SpoolOutlet implements Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolOutlet.class);

    /** Longest time that an undelivered update waits for the disk itself to have it. */
    private static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long MIN_WINDOW_BYTES = 64 * 1024;
    private static final long MAX_WINDOW_BYTES = 4L << 20;
    private static final int WINDOW_SHARE = 8;

    private final SpoolSettings settings;
    private final Ledger ledger;
    private final Spool spool;
    private final SpoolSender sender;
    private final long windowBytes;
    private final long firstOwn;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition toSend = lock.newCondition();
    private final Condition decided = lock.newCondition();
    private final SpoolHandles handles = new SpoolHandles();
    private @Nullable IOException writeFailure;
    private boolean closed;
    private boolean stopped;
    private long syncedNanos = System.nanoTime();
    private long syncedNumber;
    private long left;

    /**
     * @throws SpoolException if the folder can't be used
     * @throws org.apache.kafka.common.KafkaException if Kafka's producer can't be made with these settings
     */
    SpoolOutlet(TrackerSettings settings, SpoolSettings spoolSettings, Ledger ledger, String name) {
        this.settings = spoolSettings;
        this.ledger = ledger;
        this.spool = open(spoolSettings);
        this.firstOwn = spool.lastNumber() + 1;
        this.windowBytes =
                Math.max(MIN_WINDOW_BYTES, Math.min(MAX_WINDOW_BYTES, spoolSettings.maxBytes() / WINDOW_SHARE));
        boolean made = false;
        try {
            this.sender = new SpoolSender(this, ledger, ProducerProperties.ofSpool(settings, name), name + "-sender");
            made = true;
        } finally {
            if (!made) {
                closeSpool();
            }
        }
    }

    private Spool open(SpoolSettings wanted) {
        try {
            Spool opened = Spool.open(wanted.folder(), wanted.maxBytes(), this::dropped);
            if (opened != null) {
                return opened;
            }
        } catch (IOException e) {
            throw new SpoolException("the spool " + wanted.folder() + " can't be used: " + e, e);
        }
        throw new SpoolException("the spool " + wanted.folder()
                + " is in use by another tracker, in this process or another; give each a folder of its own");
    }

    @Override
    public void start() {
        sender.start();
    }

    @Override
    public Offer offer(Outgoing update) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            long number = append(update);
            if (number == Spool.FULL) {
                return Offer.FULL;
            }
            ledger.accepted();
            handles.spooled(number, update);
            toSend.signal();
            return Offer.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    private long append(Outgoing update) {
        try {
            long number = spool.append(Weight.of(update.type()), update.key(), update.value());
            writeFailure = null;
            return number;
        } catch (IOException e) {
            writeFailure = e;
            return Spool.FULL;
        }
    }

    /** Under the lock, from within an append. */
    private void dropped(SpoolRecord record) {
        if (record.number() >= firstOwn) {
            ledger.dropped();
        }
        handles.decide(
                record.number(),
                Delivery.State.FAILED,
                new IllegalStateException("given up, because the spool was full and other updates count more"));
        decided.signalAll();
    }

    @Override
    public boolean awaitRoom(Outgoing update, long deadlineNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !spool.hasRoomFor(update.key().length + update.value().length)) {
                long wait = deadlineNanos - System.nanoTime();
                if (wait <= 0) {
                    return false;
                }
                decided.awaitNanos(wait);
            }
            // With a disk that refuses, room is not what is missing.
            return writeFailure == null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitDecided(long deadlineNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long last = spool.lastNumber();
            while (!spool.isDecidedUpTo(last)) {
                long wait = deadlineNanos - System.nanoTime();
                if (wait <= 0 || stopped) {
                    return false;
                }
                decided.awaitNanos(wait);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next record to send, waiting for it; null when sending is to end. */
    @Nullable
    SpoolRecord take() throws InterruptedException {
        while (true) {
            lock.lockInterruptibly();
            try {
                if (stopped || sender.isBroken()) {
                    return null;
                }
                SpoolRecord next = spool.outstandingBytes() < windowBytes ? read() : null;
                if (next != null) {
                    return next;
                }
                long unused = toSend.awaitNanos(SYNC_NANOS);
            } finally {
                lock.unlock();
            }
            syncIfDue();
        }
    }

    private @Nullable SpoolRecord read() {
        try {
            SpoolRecord next = spool.next();
            if (next == null) {
                // What was damaged is over by now.
                decided.signalAll();
            }
            return next;
        } catch (IOException e) {
            ledger.delayed("", "the spool can't be read: " + e);
            return null;
        }
    }

    /** Where Kafka takes updates at once, the disk need not. */
    void syncIfDue() {
        lock.lock();
        try {
            long last = spool.lastNumber();
            if (stopped || last == syncedNumber || spool.isDecidedUpTo(last)) {
                syncedNanos = System.nanoTime();
                return;
            }
            if (System.nanoTime() - syncedNanos < SYNC_NANOS) {
                return;
            }
            syncedNanos = System.nanoTime();
            syncedNumber = last;
        } finally {
            lock.unlock();
        }
        try {
            spool.sync();
        } catch (IOException e) {
            // A segment that ended meanwhile, or a disk that fails: then the next append says so to the worker.
            LOG.debug("The spool could not be synced", e);
        }
    }

    /** Kafka has the record, or ({@code failure}) will never take it. */
    void decided(SpoolRecord record, String taskId, @Nullable Exception failure) {
        Delivery.State state = failure == null ? Delivery.State.DELIVERED : Delivery.State.FAILED;
        lock.lock();
        try {
            if (!spool.decided(record.number())) {
                return;
            }
            if (record.number() >= firstOwn || failure != null) {
                ledger.decided(taskId, state, failure);
            } else {
                ledger.reached();
            }
            handles.decide(record.number(), state, failure);
            decided.signalAll();
            toSend.signal();
        } catch (IOException e) {
            ledger.delayed(taskId, "the spool can't keep what is delivered: " + e);
        } finally {
            lock.unlock();
        }
        ledger.report();
    }

    /** Everything that is undecided is to be sent again. */
    void rewind() {
        lock.lock();
        try {
            spool.rewind();
        } catch (IOException e) {
            ledger.delayed("", "the spool can't be read: " + e);
        } finally {
            lock.unlock();
        }
    }

    /** Makes the sender look again. */
    void wake() {
        lock.lock();
        try {
            toSend.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for that time, or until sending is to end. */
    void pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remaining = nanos;
            while (!stopped && remaining > 0) {
                remaining = toSend.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
        syncIfDue();
    }

    @Override
    public String fullness() {
        lock.lock();
        try {
            return writeFailure == null
                    ? "the spool " + settings.folder() + " holds "
                            + spool.status().bytes() + " of " + settings.maxBytes() + " bytes"
                    : "the spool " + settings.folder() + " can't be written: " + writeFailure;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long pendingBytes() {
        lock.lock();
        try {
            return spool.status().bytes();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            toSend.signalAll();
            decided.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop(Duration timeout) {
        sender.stop(timeout, this::endSending);
        lock.lock();
        try {
            left = spool.status().records();
            handles.leave();
        } finally {
            lock.unlock();
        }
        closeSpool();
    }

    private void endSending() {
        lock.lock();
        try {
            stopped = true;
            toSend.signalAll();
            decided.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void closeSpool() {
        lock.lock();
        try {
            spool.close();
        } catch (IOException e) {
            LOG.warn("The spool {} did not close cleanly; what is in it is delivered at the next start", settings, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SpoolStats spoolStats() {
        lock.lock();
        try {
            SpoolStatus status = spool.status();
            return new SpoolStats(
                    status.records(),
                    status.bytes(),
                    status.recovered(),
                    status.tornTails(),
                    status.damages(),
                    status.dropped(),
                    status.coalesced());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CloseResult result() {
        return ledger.closeResult(left);
    }
}
