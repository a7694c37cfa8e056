package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkException;
import dev.tracker.streams.sink.SinkMetrics;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.SinkState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic and writes it to the database, rows and position in one transaction. One thread runs it; only {@link #stop} is for others.
 *
 * <p>Its rule for every fault: what was read and not committed stays in memory or is read again; the position moves only with the rows.
 */
public final class SinkLoop<B extends RowBuffer> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);

    private final SinkTable<B> table;
    private final SinkSettings settings;
    private final Database database;
    private final Consumer<byte[], byte[]> consumer;
    private final SinkOffsets offsets;
    private final OwnedPartitions<B> partitions;
    private final LagProbe lag;
    private final BackOff backOff;
    private final SinkMetrics metrics;
    private final StateCell state;
    private final LongSupplier nanoTime = System::nanoTime;

    private boolean isPaused;
    private boolean isBatchOpen;
    private long batchOpenedAt;
    private volatile boolean isStopping;

    SinkLoop(
            SinkTable<B> table,
            SinkSettings settings,
            Database database,
            Consumer<byte[], byte[]> consumer,
            SinkMetrics metrics,
            StateCell state) {
        this.table = table;
        this.settings = settings;
        this.database = database;
        this.consumer = consumer;
        this.metrics = metrics;
        this.state = state;
        this.offsets = new SinkOffsets(table.name(), table.topic());
        this.partitions = new OwnedPartitions<>(consumer, table);
        this.lag = new LagProbe(consumer, metrics, nanoTime);
        this.backOff = new BackOff(
                settings.maxBackOff(),
                nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Asks the loop to end. It writes what it has read, if the database answers, and leaves the group. */
    public void stop() {
        isStopping = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try {
            subscribe();
            while (!isStopping) {
                step();
            }
            finish();
        } catch (SQLException | RuntimeException | Error e) {
            LOG.error(
                    "The sink {} has failed; what it had not committed is not lost, and not written", table.name(), e);
            state.set(SinkState.FAILED, describe(e));
        } finally {
            close();
            state.set(SinkState.STOPPED, null);
        }
    }

    private void subscribe() {
        state.set(SinkState.STARTING, null);
        isPaused = false;
        consumer.subscribe(Set.of(table.topic()), partitions);
    }

    /** One round. The database is touched only where no pause is due, and Kafka always: who stops polling loses his partitions. */
    private void step() throws SQLException {
        try {
            if (backOff.remaining().isZero()) {
                claimNew();
                if (isBatchDue()) {
                    write();
                }
                resume();
            }
            lag.measureNowAndThen(partitions.claimed());
            read(consumer.poll(pollTimeout()));
        } catch (SQLException e) {
            recover(e);
        } catch (WakeupException e) {
            // stop() was called, which the loop's condition sees.
        } catch (OffsetOutOfRangeException e) {
            skipToBeginning(e.offsetOutOfRangePartitions());
        } catch (RetriableException e) {
            LOG.warn("Kafka did not answer the sink {}: {}", table.name(), e.toString());
            backOff.failed();
        }
    }

    private void claimNew() throws SQLException {
        List<OwnedPartition<B>> unclaimed = partitions.unclaimed();
        if (unclaimed.isEmpty()) {
            return;
        }
        Map<OwnedPartition<B>, Claim> claims = database.inTransaction(connection -> {
            Map<OwnedPartition<B>, Claim> made = new HashMap<>();
            for (OwnedPartition<B> partition : unclaimed) {
                made.put(partition, offsets.claim(connection, partition.id().partition()));
            }
            return made;
        });
        claims.forEach((partition, claim) -> {
            partition.claimed(claim);
            if (claim.nextOffset().isPresent()) {
                consumer.seek(partition.id(), claim.nextOffset().getAsLong());
            } else {
                consumer.seekToBeginning(Set.of(partition.id()));
            }
            LOG.info(
                    "The sink {} has taken over {} in epoch {}, from offset {}",
                    table.name(),
                    partition.id(),
                    claim.epoch(),
                    claim.nextOffset().isPresent() ? claim.nextOffset().getAsLong() : "0");
        });
        consumer.resume(claims.keySet().stream().map(OwnedPartition::id).toList());
    }

    private void read(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            partitions
                    .get(new TopicPartition(record.topic(), record.partition()))
                    .read(record);
        }
        records.nextOffsets().forEach((id, next) -> partitions.get(id).readUpTo(next.offset()));
        if (!isBatchOpen && !partitions.dirty().isEmpty()) {
            isBatchOpen = true;
            batchOpenedAt = nanoTime.getAsLong();
        }
    }

    private boolean isBatchDue() {
        if (!isBatchOpen) {
            return false;
        }
        long records = 0;
        long bytes = 0;
        for (OwnedPartition<B> partition : partitions.claimed()) {
            records += partition.buffer().records();
            bytes += partition.buffer().bytes();
        }
        return records >= settings.batchRecords()
                || bytes >= settings.batchBytes()
                || nanoTime.getAsLong() - batchOpenedAt >= settings.linger().toNanos();
    }

    private void write() throws SQLException {
        List<OwnedPartition<B>> dirty = partitions.dirty();
        if (!dirty.isEmpty()) {
            long started = nanoTime.getAsLong();
            List<B> buffers = dirty.stream().map(OwnedPartition::buffer).toList();
            table.prepare(database, buffers);
            WriteCounts counts = database.inTransaction(connection -> {
                WriteCounts written = table.write(connection, buffers);
                offsets.advance(
                        connection, dirty.stream().map(OwnedPartition::advance).toList());
                return written;
            });
            dirty.forEach(OwnedPartition::committed);
            metrics.committed(
                    buffers.stream().mapToLong(RowBuffer::records).sum(),
                    counts.rows(),
                    counts.duplicates(),
                    buffers.stream().mapToLong(RowBuffer::refused).sum(),
                    Duration.ofNanos(nanoTime.getAsLong() - started));
            // Only so that tools for lag have something to show: nobody resumes from these.
            consumer.commitAsync(groupOffsets(dirty), (committed, error) -> {
                if (error != null) {
                    LOG.debug("The group's offsets were not committed", error);
                }
            });
        }
        isBatchOpen = false;
    }

    private Map<TopicPartition, OffsetAndMetadata> groupOffsets(List<OwnedPartition<B>> of) {
        Map<TopicPartition, OffsetAndMetadata> group = new HashMap<>();
        of.forEach(partition -> group.put(partition.id(), new OffsetAndMetadata(partition.written())));
        return group;
    }

    /** All that the database was asked for has been done. */
    private void resume() {
        if (isPaused) {
            consumer.resume(
                    partitions.claimed().stream().map(OwnedPartition::id).toList());
            isPaused = false;
        }
        if (backOff.failures() > 0) {
            LOG.info("The database answers the sink {} again", table.name());
            backOff.succeeded();
        }
        if (partitions.isInGroup()) {
            state.set(SinkState.RUNNING, null);
        }
    }

    private Duration pollTimeout() {
        Duration wait = backOff.remaining();
        if (wait.isZero() && isBatchOpen) {
            wait = settings.linger().minusNanos(nanoTime.getAsLong() - batchOpenedAt);
            return wait.isNegative() ? Duration.ZERO : min(wait, IDLE_POLL);
        }
        return wait.isZero() ? IDLE_POLL : min(wait, IDLE_POLL);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void recover(SQLException error) throws SQLException {
        switch (SqlFailure.of(error)) {
            case RETRY -> {
                metrics.retried();
                backOff.failed();
                if (backOff.failures() == 1) {
                    LOG.warn("The sink {} waits for the database: {}", table.name(), error.toString());
                }
                state.set(SinkState.WAITING_FOR_DATABASE, error.getMessage());
                consumer.pause(consumer.assignment());
                isPaused = true;
            }
            case FENCED -> {
                LOG.warn("The sink {} was fenced and joins its group anew: {}", table.name(), error.getMessage());
                metrics.fenced();
                consumer.unsubscribe();
                partitions.clear();
                isBatchOpen = false;
                backOff.failed();
                subscribe();
            }
            case FATAL -> throw error;
        }
    }

    /** Whatever lay between the position and the log's beginning is gone from Kafka. It may never have been written, so this must be heard. */
    private void skipToBeginning(Map<TopicPartition, Long> lost) {
        consumer.seekToBeginning(lost.keySet());
        lost.forEach((id, offset) -> {
            metrics.offsetLost();
            LOG.error(
                    "ALARM: offset {} of {}, where the sink {} stands, is not in the log any more; it goes on from the log's beginning,"
                            + " and records in between may never have been written",
                    offset,
                    id,
                    table.name());
        });
    }

    private void finish() {
        if (isPaused || partitions.dirty().isEmpty()) {
            return;
        }
        try {
            write();
        } catch (SQLException | WakeupException e) {
            LOG.warn(
                    "The last batch of the sink {} was rolled back and will be read again: {}",
                    table.name(),
                    e.toString());
        }
    }

    private void close() {
        try {
            consumer.close(CloseOptions.timeout(LEAVE_PATIENCE));
        } catch (KafkaException e) {
            LOG.warn("The sink {} did not leave its group in order: {}", table.name(), e.toString());
        } finally {
            database.close();
        }
    }

    private static String describe(Throwable error) {
        return error instanceof SinkException || error instanceof TimeoutException
                ? String.valueOf(error.getMessage())
                : error.toString();
    }
}
