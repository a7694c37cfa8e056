package dev.tracker.core.client.internal;

import dev.tracker.core.client.Delivery;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands accepted updates to Kafka's producer, from one thread of its own: {@code KafkaProducer.send} blocks while brokers are unknown and fails on interrupted
 * threads, and neither may reach a worker. One thread also keeps the order of acceptance.
 */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final long JOIN_MILLIS = 1_000;

    private final Outbox outbox;
    private final Ledger ledger;
    private final long deliveryNanos;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread;
    private volatile boolean stopping;

    /** @throws org.apache.kafka.common.KafkaException if the settings make no producer */
    Sender(Outbox outbox, Ledger ledger, Duration deliveryTimeout, Map<String, Object> properties, String name) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.deliveryNanos = Nanos.of(deliveryTimeout);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.thread = new Thread(this::run, name);
        // A worker that forgets to close must still be able to end.
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            for (Outgoing next = outbox.take(); next != null && !stopping; next = outbox.take()) {
                send(next);
            }
        } catch (InterruptedException e) {
            outbox.abandon(e);
        }
    }

    /** Sends one update, waiting for Kafka as long as it takes: those behind it must not overtake it. */
    private void send(Outgoing update) {
        ProducerRecord<byte[], byte[]> message = update.message();
        while (message != null && !stopping) {
            Attempt attempt = new Attempt(update);
            try {
                // The attempt is told all that the future would say.
                Future<RecordMetadata> unused = producer.send(message, attempt);
            } catch (RuntimeException e) {
                outbox.decide(update, Delivery.State.FAILED, e);
                return;
            } catch (Error e) {
                // A missing compression library, say. If this thread ended, later updates would only seem to be on
                // their way.
                outbox.decide(update, Delivery.State.FAILED, new KafkaException("Kafka's producer failed", e));
                return;
            }
            Exception delay = attempt.delay;
            if (delay == null) {
                return;
            }
            if (System.nanoTime() - update.acceptedNanos > deliveryNanos) {
                outbox.decide(update, Delivery.State.FAILED, delay);
                return;
            }
            ledger.delayed(update.taskId(), String.valueOf(delay.getMessage()));
            ledger.report();
        }
    }

    /** Ends the thread and the producer; what is not delivered by then fails. An interrupted caller does not wait. */
    void stop(Duration timeout) {
        stopping = true;
        boolean interrupted = Thread.interrupted();
        try {
            producer.close(interrupted ? Duration.ZERO : timeout);
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException | InterruptException e) {
            interrupted = true;
        } catch (KafkaException e) {
            LOG.warn("Kafka's producer did not close cleanly", e);
        } finally {
            outbox.abandon(new IllegalStateException("the tracker was closed before Kafka acknowledged the update"));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One call of {@code send}. */
    private final class Attempt implements Callback {

        private final Outgoing update;

        /** Why the producer did not take it and may yet do; seen by the sender's thread only. */
        private @Nullable Exception delay;

        Attempt(Outgoing update) {
            this.update = update;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure == null) {
                outbox.decide(update, Delivery.State.DELIVERED, null);
            } else if (failure instanceof TimeoutException && Thread.currentThread() == thread) {
                // On our own thread it comes from within send(): no brokers known, or no room. It was not handed over,
                // so it can't be duplicated.
                delay = failure;
            } else {
                outbox.decide(update, Delivery.State.FAILED, failure);
            }
        }
    }
}
