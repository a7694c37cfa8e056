package dev.tracker.bench.faults.work;

import dev.tracker.bench.faults.ledger.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer with a ledger. What got no answer is sent again, as workers do, and may so be in the log twice. To be used by one thread. */
public final class LedgerProducer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> properties;
    private final Ledger ledger;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Queue<Outgoing> again = new ConcurrentLinkedQueue<>();
    private volatile boolean isBroken;
    private KafkaProducer<byte[], byte[]> producer;

    /** @param ledger the file to begin */
    public LedgerProducer(String bootstrap, Path ledger) {
        this.ledger = new Ledger(ledger);
        this.properties = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "linger.ms",
                5,
                "max.request.size",
                4 << 20,
                "max.block.ms",
                5_000,
                "request.timeout.ms",
                5_000,
                "delivery.timeout.ms",
                12_000,
                "reconnect.backoff.max.ms",
                500);
        this.producer = producer();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** How many have yet to be answered. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Takes back those that got no answer, to be sent again. */
    public List<Outgoing> unanswered() {
        List<Outgoing> taken = new java.util.ArrayList<>();
        for (Outgoing each = again.poll(); each != null; each = again.poll()) {
            taken.add(each);
        }
        return taken;
    }

    /** Writes down that they will be sent, then hands them to Kafka; also writes down the answers so far. */
    public void send(List<Outgoing> batch) {
        if (isBroken) {
            // After some errors a producer sends nothing any more.
            producer.close(Duration.ZERO);
            producer = producer();
            isBroken = false;
        }
        ledger.attempts(batch.stream().map(Outgoing::id).toList());
        for (Outgoing each : batch) {
            inFlight.incrementAndGet();
            try {
                Future<RecordMetadata> unused =
                        producer.send(each.record(), (metadata, failure) -> answered(each, metadata, failure));
            } catch (KafkaException | IllegalStateException e) {
                isBroken = true;
                answered(each, null, e);
            }
        }
    }

    private void answered(Outgoing sent, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        inFlight.decrementAndGet();
        if (failure == null && metadata != null) {
            ledger.acked(sent.id(), metadata.partition(), metadata.offset());
        } else if (failure instanceof RecordTooLargeException || failure instanceof InvalidTopicException) {
            ledger.failed(sent.id(), String.valueOf(failure));
        } else {
            ledger.unknown(sent.id(), String.valueOf(failure));
            again.add(sent);
            if (!(failure instanceof ApiException)) {
                isBroken = true;
            }
        }
    }

    /** Waits for the answers and writes them down. */
    public void flush() {
        producer.flush();
        ledger.force();
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
        ledger.close();
    }
}
