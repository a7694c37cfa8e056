package dev.tracker.streams.sink.internal;

import dev.tracker.schemas.json.RefusalCode;
import dev.tracker.schemas.topics.DeadLetterHeaders;
import dev.tracker.schemas.topics.Topics;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.internal.EventConflicts.Conflict;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters of the conflicts that were noted, in a thread of its own so that it holds no batch up. The original is read from the events topic again, since a row
 * does not keep its bytes. A letter is written before its note says so: after a crash in between it is written a second time, with the same original position in its headers.
 */
final class ConflictLetters implements Companion {

    private static final Logger LOG = LoggerFactory.getLogger(ConflictLetters.class);

    private static final int MOST_AT_ONCE = 100;
    private static final long INTERVAL_MS = 1_000;
    private static final Duration READ_PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    /** Above the largest record that the events topic takes, and the headers of its letter. */
    private static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

    private final SinkSettings settings;
    private final Database database;
    private final ScheduledExecutorService thread;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private boolean isFailing;

    ConflictLetters(SinkSettings settings, Database database) {
        this.settings = settings;
        this.database = database;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread writer = new Thread(task, "tracker-sink-conflicts");
            writer.setDaemon(true);
            return writer;
        });
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::publishAll, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    private void publishAll() {
        try {
            while (publishSome() == MOST_AT_ONCE) {
                LOG.info("{} dead letters of conflicting events published, there are more", MOST_AT_ONCE);
            }
            isFailing = false;
        } catch (SQLException | KafkaException e) {
            // The sink itself says so when the database is away. The notes stay until this succeeds.
            if (!isFailing && !Thread.currentThread().isInterrupted()) {
                LOG.warn("Dead letters of conflicting events wait to be published: {}", e.toString());
            }
            isFailing = true;
        } catch (RuntimeException | Error e) {
            // Whoever throws out of a schedule is never called again.
            LOG.error("Dead letters of conflicting events could not be published; tried again", e);
        }
    }

    /** How many there were. */
    private int publishSome() throws SQLException {
        return database.inTransaction(connection -> {
            List<Conflict> conflicts = EventConflicts.unpublished(connection, MOST_AT_ONCE);
            if (!conflicts.isEmpty()) {
                publish(conflicts);
                EventConflicts.published(connection, conflicts);
            }
            return conflicts.size();
        });
    }

    private void publish(List<Conflict> conflicts) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Consumer<byte[], byte[]> consumer = consumer();
        try {
            for (Conflict conflict : conflicts) {
                ConsumerRecord<byte[], byte[]> original = read(consumer, conflict);
                if (original != null) {
                    sent.add(producer().send(letter(original, conflict)));
                }
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        }
        try {
            for (Future<RecordMetadata> letter : sent) {
                letter.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("a dead letter was not taken: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Null if the log does not have it any more; its note stays in the table. */
    private static @Nullable ConsumerRecord<byte[], byte[]> read(Consumer<byte[], byte[]> consumer, Conflict conflict) {
        TopicPartition partition = new TopicPartition(Topics.EVENTS, conflict.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, conflict.offset());
        long deadline = System.nanoTime() + READ_PATIENCE.toNanos();
        try {
            while (System.nanoTime() < deadline && consumer.position(partition) <= conflict.offset()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.offset() == conflict.offset()) {
                        return record;
                    }
                }
            }
        } catch (OffsetOutOfRangeException e) {
            LOG.error(
                    "ALARM: event {} at offset {} of {} contradicts an earlier one and is no longer in the log, so there is no dead letter of it;"
                            + " tracker.event_conflict has its note",
                    conflict.eventId(),
                    conflict.offset(),
                    partition);
            return null;
        }
        throw new KafkaException(partition + " was not read at offset " + conflict.offset() + " in time");
    }

    private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> original, Conflict conflict) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.DEAD_LETTERS, null, original.timestamp(), original.key(), original.value(), original.headers());
        String reason = "the event id " + conflict.eventId() + " is that of another event, at partition "
                + conflict.firstPartition() + " offset " + conflict.firstOffset();
        DeadLetterHeaders.of(
                        original.topic(),
                        original.partition(),
                        original.offset(),
                        original.timestamp(),
                        RefusalCode.CONFLICT,
                        reason)
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "tracker-sink-conflicts");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> existing = producer;
        if (existing != null) {
            return existing;
        }
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "tracker-sink-conflicts");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        KafkaProducer<byte[], byte[]> created =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer = created;
        return created;
    }

    /** What is not published yet stays noted, for the next sink. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(READ_PATIENCE.toSeconds(), TimeUnit.SECONDS) && producer != null) {
                producer.close(CLOSE_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
