package dev.tracker.core.client.internal;

import dev.tracker.core.client.internal.spool.SpoolRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what lies in the spool, in its order, from one thread of its own. Where the producer fails on a record, a new producer begins again at the oldest
 * undelivered one: readers of the log know by their numbers those that had arrived all the same.
 */
final class SpoolSender {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolSender.class);
    private static final long JOIN_MILLIS = 2_000;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpoolOutlet outlet;
    private final Ledger ledger;
    private final Map<String, Object> properties;
    private final Thread thread;
    private volatile @Nullable KafkaProducer<byte[], byte[]> producer;
    private volatile @Nullable Exception broken;
    private final AtomicInteger generation = new AtomicInteger();
    private volatile boolean stopping;

    /** @throws KafkaException if the settings make no producer, now or ever */
    SpoolSender(SpoolOutlet outlet, Ledger ledger, Map<String, Object> properties, String name) {
        this.outlet = outlet;
        this.ledger = ledger;
        this.properties = properties;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
        try {
            this.producer = create();
        } catch (KafkaException e) {
            if (!isUnknownHost(e)) {
                throw e;
            }
            // A machine that is not on the network yet: the sender tries again.
        }
    }

    /** The client has no type for it. */
    private static boolean isUnknownHost(KafkaException failure) {
        return failure.getCause() instanceof ConfigException cause
                && String.valueOf(cause.getMessage()).contains("No resolvable bootstrap urls");
    }

    private KafkaProducer<byte[], byte[]> create() {
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void start() {
        thread.start();
    }

    boolean isBroken() {
        return broken != null;
    }

    private void run() {
        try {
            while (!stopping) {
                KafkaProducer<byte[], byte[]> current = producer;
                if (current == null) {
                    current = reopened();
                }
                SpoolRecord next = current == null ? null : outlet.take();
                if (current != null && next != null) {
                    send(current, next);
                }
                if (broken != null && !stopping) {
                    beginAgain();
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but to end it; what is left stays on disk.
            LOG.debug("The sender was interrupted", e);
        }
    }

    private @Nullable KafkaProducer<byte[], byte[]> reopened() throws InterruptedException {
        try {
            KafkaProducer<byte[], byte[]> made = create();
            producer = made;
            if (stopping) {
                closeProducer(Duration.ZERO);
                return null;
            }
            return made;
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            ledger.delayed("", String.valueOf(cause.getMessage()));
            ledger.report();
            outlet.pause(RETRY_NANOS);
            return null;
        }
    }

    private void send(KafkaProducer<byte[], byte[]> current, SpoolRecord record) {
        String taskId = new String(record.key(), StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> message = EventMessages.stored(record.key(), record.value());
        while (!stopping && broken == null) {
            Attempt attempt = new Attempt(record, taskId, generation.get());
            try {
                Future<RecordMetadata> unused = current.send(message, attempt);
            } catch (RuntimeException e) {
                fail(record, taskId, e);
                return;
            } catch (Error e) {
                // A missing compression library, say. The thread must go on, or nothing would ever be sent.
                fail(record, taskId, new KafkaException("Kafka's producer failed", e));
                return;
            }
            Exception delay = attempt.delay;
            if (delay == null) {
                return;
            }
            ledger.delayed(taskId, String.valueOf(delay.getMessage()));
            ledger.report();
            outlet.syncIfDue();
        }
    }

    private void fail(SpoolRecord record, String taskId, Exception failure) {
        if (stopping) {
            return;
        }
        if (failure instanceof RecordTooLargeException || failure instanceof InvalidTimestampException) {
            // The record's own fault, which no trying again mends.
            outlet.decided(record, taskId, failure);
        } else {
            ledger.delayed(taskId, String.valueOf(failure.getMessage()));
            broken = failure;
            outlet.wake();
        }
    }

    private void beginAgain() throws InterruptedException {
        ledger.report();
        closeProducer(Duration.ZERO);
        outlet.rewind();
        generation.incrementAndGet();
        broken = null;
        outlet.pause(RETRY_NANOS);
    }

    private void closeProducer(Duration timeout) {
        KafkaProducer<byte[], byte[]> current = producer;
        producer = null;
        if (current != null) {
            try {
                current.close(timeout);
            } catch (InterruptException e) {
                Thread.currentThread().interrupt();
            } catch (KafkaException e) {
                LOG.warn("Kafka's producer did not close cleanly", e);
            }
        }
    }

    /** Ends producer and thread; {@code end} makes the thread's waiting end. */
    void stop(Duration timeout, Runnable end) {
        boolean interrupted = Thread.interrupted();
        stopping = true;
        closeProducer(interrupted ? Duration.ZERO : timeout);
        end.run();
        interrupted |= Thread.interrupted();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One call of {@code send}. */
    private final class Attempt implements Callback {

        private final SpoolRecord record;
        private final String taskId;
        private final int ofGeneration;

        /** Why the producer did not take it and may yet do; seen by the sender's thread only. */
        private @Nullable Exception delay;

        Attempt(SpoolRecord record, String taskId, int ofGeneration) {
            this.record = record;
            this.taskId = taskId;
            this.ofGeneration = ofGeneration;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (ofGeneration != generation.get()) {
                return;
            }
            if (failure == null) {
                outlet.decided(record, taskId, null);
            } else if (failure instanceof TimeoutException && Thread.currentThread() == thread) {
                // From within send(): no brokers known, or no room. It was not handed over.
                delay = failure;
            } else {
                fail(record, taskId, failure);
            }
        }
    }
}
