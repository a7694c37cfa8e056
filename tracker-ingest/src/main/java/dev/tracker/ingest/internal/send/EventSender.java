package dev.tracker.ingest.internal.send;

import dev.tracker.ingest.IngestHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to Kafka's producer from one thread of its own, in the order in which they were offered: {@code KafkaProducer.send} blocks while brokers are
 * unknown, and the threads that serve requests must not. Its queue is bounded by {@link InFlight}. Thread-safe.
 */
public final class EventSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    /** How often the thread looks whether it is to stop. */
    private static final long LOOK_MS = 100;

    private static final String STOPPING = "the ingest is stopping";

    private final InFlight inFlight;
    private final RecentEvents recent;
    private final long patienceNanos;
    private final String topic;
    private final Trouble trouble;
    private final BlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean isTopicKnown;

    /**
     * @param patience after which an event that Kafka's client has not taken is given up
     * @param recentIds how many ids are remembered
     * @throws org.apache.kafka.common.KafkaException if the settings make no producer
     */
    public EventSender(Map<String, String> kafka, String topic, InFlight inFlight, Duration patience, int recentIds) {
        this.inFlight = inFlight;
        this.recent = new RecentEvents(recentIds);
        this.patienceNanos = patience.toNanos();
        this.topic = topic;
        this.trouble = new Trouble(System::nanoTime);
        this.producer =
                new KafkaProducer<>(ProducerProperties.of(kafka), new ByteArraySerializer(), new ByteArraySerializer());
        this.thread = new Thread(this::run, "ingest-sender");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Takes all of these events or, where there is no room for them, none.
     *
     * @return what was done with each; null if there is no room
     */
    public @Nullable List<Sent> offer(List<Outgoing> events) {
        long bytes = events.stream().mapToLong(Outgoing::bytes).sum();
        if (!inFlight.tryTake(bytes)) {
            return null;
        }
        List<Sent> sent = new ArrayList<>(events.size());
        for (Outgoing event : events) {
            sent.add(offer(event));
        }
        return sent;
    }

    private Sent offer(Outgoing event) {
        RecentEvents.Known known = recent.admit(event);
        if (known instanceof RecentEvents.Known.Nothing) {
            event.acceptedNanos = System.nanoTime();
            queue.add(event);
            if (stopping) {
                // The thread may have looked for the last time; what it has not taken nobody will.
                abandonQueue();
            }
            return new Sent.UnderWay(false, event.fate());
        }
        inFlight.give(event.bytes());
        if (known instanceof RecentEvents.Known.UnderWay underWay) {
            return new Sent.UnderWay(true, underWay.first().fate());
        }
        if (known instanceof RecentEvents.Known.InLog inLog) {
            return new Sent.UnderWay(true, CompletableFuture.completedFuture(inLog.place()));
        }
        return new Sent.Conflict();
    }

    /** How it is with the way to Kafka. */
    public IngestHealth health() {
        return new IngestHealth(thread.isAlive() && !stopping, isTopicKnown && !trouble.isRecent(), trouble.latest());
    }

    private void run() {
        try {
            while (!stopping && !isTopicKnown && queue.isEmpty()) {
                findTopic();
            }
            while (!stopping || !queue.isEmpty()) {
                Outgoing next = queue.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("The sender was told to stop");
        } finally {
            stopping = true;
            abandonQueue();
        }
    }

    /** Says early whether Kafka can be reached, so that health is known before the first event. */
    private void findTopic() {
        try {
            isTopicKnown = !producer.partitionsFor(topic).isEmpty();
        } catch (TimeoutException e) {
            trouble.met(String.valueOf(e.getMessage()));
        }
    }

    /** Sends one event, waiting for Kafka as long as its patience lasts: those behind it must not overtake it. */
    private void send(Outgoing event) {
        while (true) {
            if (System.nanoTime() - event.acceptedNanos > patienceNanos) {
                decide(event, new Fate.Failed("Kafka can't be reached" + trouble.suffix()));
                return;
            }
            Attempt attempt = new Attempt(event);
            try {
                // The attempt is told all that the future would say.
                Future<RecordMetadata> unused = producer.send(event.message(), attempt);
            } catch (InterruptException e) {
                decide(event, new Fate.Failed(STOPPING));
                throw e;
            } catch (RuntimeException e) {
                decide(event, new Fate.Failed(String.valueOf(e.getMessage())));
                return;
            }
            if (!attempt.isDelayed) {
                return;
            }
            if (stopping) {
                decide(event, new Fate.Failed(STOPPING));
                return;
            }
        }
    }

    private void decide(Outgoing event, Fate fate) {
        recent.decided(event, fate instanceof Fate.Stored stored ? stored : null);
        if (event.fate().complete(fate)) {
            inFlight.give(event.bytes());
        }
    }

    private void abandonQueue() {
        for (Outgoing event = queue.poll(); event != null; event = queue.poll()) {
            decide(event, new Fate.Failed(STOPPING));
        }
    }

    /** Gives what is under way a few seconds; what is not decided by then fails. */
    @Override
    public void close() {
        stopping = true;
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(interrupted ? 1 : CLOSE_PATIENCE.toMillis());
            thread.interrupt();
            producer.close(interrupted ? Duration.ZERO : CLOSE_PATIENCE);
        } catch (InterruptedException | InterruptException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One call of {@code send}. */
    private final class Attempt implements Callback {

        private final Outgoing event;

        /** Whether the producer did not take it and may yet do; seen by the sender's thread only. */
        private boolean isDelayed;

        Attempt(Outgoing event) {
            this.event = event;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure == null && metadata != null) {
                isTopicKnown = true;
                trouble.over();
                decide(event, new Fate.Stored(metadata.partition(), metadata.offset()));
                return;
            }
            String reason = failure == null ? "Kafka gave no answer" : String.valueOf(failure.getMessage());
            trouble.met(reason);
            if (failure instanceof TimeoutException && Thread.currentThread() == thread) {
                // On our own thread it comes from within send(): no brokers known, or no room. It was not handed over.
                isDelayed = true;
            } else {
                decide(event, new Fate.Failed(reason));
            }
        }
    }
}
