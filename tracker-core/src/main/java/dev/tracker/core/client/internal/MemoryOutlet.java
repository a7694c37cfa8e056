package dev.tracker.core.client.internal;

import dev.tracker.core.client.CloseResult;
import dev.tracker.core.client.SpoolStats;
import dev.tracker.core.client.TrackerSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds what waits for Kafka in memory: gone with the process. */
final class MemoryOutlet implements Outlet {

    private final long maxBytes;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Sender sender;

    /** @throws org.apache.kafka.common.KafkaException if Kafka's producer can't be made with these settings */
    MemoryOutlet(TrackerSettings settings, Ledger ledger, String name) {
        this.maxBytes = settings.bufferBytes();
        this.ledger = ledger;
        this.outbox = new Outbox(maxBytes, ledger);
        this.sender = new Sender(
                outbox, ledger, settings.deliveryTimeout(), ProducerProperties.of(settings, name), name + "-sender");
    }

    @Override
    public void start() {
        sender.start();
    }

    @Override
    public Offer offer(Outgoing update) {
        return outbox.offer(update);
    }

    @Override
    public boolean awaitRoom(Outgoing update, long deadlineNanos) throws InterruptedException {
        return outbox.awaitRoom(update.bytes(), deadlineNanos);
    }

    @Override
    public boolean awaitDecided(long deadlineNanos) throws InterruptedException {
        return outbox.awaitDecided(deadlineNanos);
    }

    @Override
    public String fullness() {
        return outbox.pendingBytes() + " of " + maxBytes + " bytes wait for Kafka";
    }

    @Override
    public long pendingBytes() {
        return outbox.pendingBytes();
    }

    @Override
    public boolean isClosed() {
        return outbox.isClosed();
    }

    @Override
    public void close() {
        outbox.close();
    }

    @Override
    public void stop(Duration timeout) {
        sender.stop(timeout);
    }

    @Override
    public @Nullable SpoolStats spoolStats() {
        return null;
    }

    @Override
    public CloseResult result() {
        return ledger.closeResult(0);
    }
}
