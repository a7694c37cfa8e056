package dev.tracker.core.client.internal;

import dev.tracker.core.client.Delivery;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** An update on its way: its record, and at the same time what the worker holds of it. Its outcome is set once, by the {@link Outlet}. */
final class Outgoing implements Delivery {

    /** What an update takes besides its JSON form: headers, key, objects. */
    private static final int OVERHEAD_BYTES = 512;

    private static final byte[] NOTHING = {};

    private final String taskId;
    private final EventType type;
    private final int bytes;

    /** Null once it is decided: a worker that keeps the handle must not keep the bytes. */
    private volatile @Nullable ProducerRecord<byte[], byte[]> unsent;

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** Place in the order of acceptance; guarded by the outbox. */
    long number;

    /** {@link System#nanoTime()} of acceptance; written before it is queued. */
    long acceptedNanos;

    private record Outcome(State state, @Nullable Exception failure) {}

    Outgoing(ExecutionEvent event) {
        ProducerRecord<byte[], byte[]> message = EventMessages.of(event);
        this.taskId = event.envelope().taskId();
        this.type = event.type();
        this.bytes = message.value().length + OVERHEAD_BYTES;
        this.unsent = message;
    }

    String taskId() {
        return taskId;
    }

    EventType type() {
        return type;
    }

    int bytes() {
        return bytes;
    }

    /** The task's id as the record's key; empty if the update is decided already. */
    byte[] key() {
        ProducerRecord<byte[], byte[]> message = unsent;
        return message == null ? NOTHING : message.key();
    }

    /** The event's JSON; empty if the update is decided already. */
    byte[] value() {
        ProducerRecord<byte[], byte[]> message = unsent;
        return message == null ? NOTHING : message.value();
    }

    /** The bytes lie in the spool, and need not lie here too. */
    void forgetBytes() {
        unsent = null;
    }

    /** The record to send; null if the update is decided already. */
    @Nullable
    ProducerRecord<byte[], byte[]> message() {
        return unsent;
    }

    /** Says what became of it. Only the first call counts. */
    void decide(State state, @Nullable Exception failure) {
        outcome.complete(new Outcome(state, failure));
        unsent = null;
    }

    @Override
    public State state() {
        Outcome decided = outcome.getNow(null);
        return decided == null ? State.PENDING : decided.state();
    }

    @Override
    public Optional<Exception> failure() {
        Outcome decided = outcome.getNow(null);
        return decided == null ? Optional.empty() : Optional.ofNullable(decided.failure());
    }

    @Override
    public State await(Duration timeout) throws InterruptedException {
        try {
            return outcome.get(Nanos.of(timeout), TimeUnit.NANOSECONDS).state();
        } catch (TimeoutException e) {
            return state();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an update's outcome is a value, never a failure", e);
        }
    }

    @Override
    public String toString() {
        return "Delivery[" + taskId + ", " + state() + "]";
    }
}
