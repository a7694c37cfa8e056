package dev.tracker.streams.sink.internal;

import dev.tracker.streams.sink.SinkException;
import dev.tracker.streams.sink.SinkMetrics;
import dev.tracker.streams.sink.SinkSettings;
import dev.tracker.streams.sink.SinkState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic and has it written to the database, rows and position in one transaction: while one batch is written, the next one is read. One thread runs it; only
 * {@link #stop} is for others.
 *
 * <p>Its rule for every fault: what was read and not committed stays in memory or is read again; the position moves only with the rows.
 */
public final class SinkLoop<B extends RowBuffer> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);
    /** While a batch is written: short, because its end does not wake the consumer. */
    private static final Duration WRITING_POLL = Duration.ofMillis(5);

    private static final Duration JOINING_POLL = Duration.ofMillis(100);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);

    private final SinkTable<B> table;
    private final Database database;
    private final Consumer<byte[], byte[]> consumer;
    private final LogAlarms alarms;
    private final OwnedPartitions<B> partitions;
    private final PartitionClaims<B> claims;
    private final BatchPace pace;
    private final OpenBatch<B> open;
    private final BatchWriter<B> writer;
    private final GroupOffsets groupOffsets;
    private final Duration writePatience;
    private final LagProbe lag;
    private final BackOff backOff;
    private final SinkMetrics metrics;
    private final StateCell state;
    private final Companion companion;
    private final LongSupplier nanoTime = System::nanoTime;

    private boolean isPaused;
    /** What the writer has, or had when it failed. */
    private @Nullable Batch<B> inHand;

    private volatile boolean isStopping;

    /** @param companion something at work beside the loop, which uses the same database; closed with it */
    SinkLoop(
            SinkTable<B> table,
            SinkSettings settings,
            Database database,
            Consumer<byte[], byte[]> consumer,
            SinkMetrics metrics,
            StateCell state,
            Companion companion) {
        this.table = table;
        this.database = database;
        this.consumer = consumer;
        this.metrics = metrics;
        this.state = state;
        this.companion = companion;
        SinkOffsets offsets = new SinkOffsets(table.name(), table.topic());
        this.alarms = new LogAlarms(table.name(), table.topic(), metrics.alarms());
        this.writePatience = settings.databaseTimeout().multipliedBy(3);
        this.writer = new BatchWriter<>(table, database, offsets, writePatience);
        this.groupOffsets = new GroupOffsets(consumer, nanoTime);
        this.partitions =
                new OwnedPartitions<>(consumer, table, () -> writer.await(writePatience), groupOffsets::forget);
        this.claims = new PartitionClaims<>(
                consumer,
                partitions,
                database,
                offsets,
                new TopicIds(settings, table.topic(), table.name()),
                groupOffsets,
                alarms);
        this.pace = new BatchPace(settings.linger(), table.replaces());
        this.open = new OpenBatch<>(partitions, settings, pace, nanoTime);
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
            if (writer.isDone()) {
                endBatch();
            }
            if (backOff.remaining().isZero()) {
                claims.claimNew();
                beginBatch();
                resume();
            }
            groupOffsets.tell();
            lag.measureNowAndThen(partitions.claimed());
            if (claims.watchTopic()) {
                LOG.warn("{} was made anew; the sink {} takes it over from the start", table.topic(), table.name());
                rejoin();
            }
            if (writer.isBusy() && open.isFull()) {
                writer.await(IDLE_POLL);
            } else {
                open.read(consumer.poll(pollTimeout()));
            }
        } catch (SQLException e) {
            recover(e);
        } catch (WakeupException e) {
            // stop() was called, which the loop's condition sees.
        } catch (OffsetOutOfRangeException e) {
            alarms.outOfRange(consumer, e.offsetOutOfRangePartitions());
        } catch (UnknownTopicOrPartitionException e) {
            alarms.topicIsGone();
            pause();
        } catch (RetriableException e) {
            LOG.warn("Kafka did not answer the sink {}: {}", table.name(), e.toString());
            pause();
        }
    }

    /** Hands the batch that failed over again or, if there is none, what was read meanwhile. */
    private void beginBatch() {
        if (writer.isBusy()) {
            return;
        }
        Batch<B> failed = inHand;
        Batch<B> next = null;
        if (failed != null) {
            next = new Batch<>(failed.parts().stream()
                    .filter(part -> partitions.owns(part.partition()))
                    .toList());
        } else if (open.isDue()) {
            next = open.handOver();
        }
        if (next == null || next.parts().isEmpty()) {
            inHand = null;
        } else {
            inHand = next;
            writer.begin(next);
        }
    }

    private void endBatch() throws SQLException {
        BatchWriter.Written written = writer.end();
        Batch<B> batch = Objects.requireNonNull(inHand);
        inHand = null;
        pace.wrote(written.took());
        batch.parts().forEach(part -> part.partition().committed(part.advance()));
        metrics.committed(
                batch.records(),
                written.counts().rows(),
                written.counts().duplicates(),
                written.counts().conflicts(),
                batch.refused(),
                written.took());
        batch.parts().stream()
                .filter(part -> partitions.owns(part.partition()))
                .forEach(part -> groupOffsets.written(
                        part.partition().id(), part.advance().nextOffset()));
        groupOffsets.tell();
    }

    /** If all that the database was asked for has been done. */
    private void resume() {
        if (inHand != null) {
            return;
        }
        if (isPaused) {
            LOG.info("The sink {} goes on", table.name());
            consumer.resume(
                    partitions.claimed().stream().map(OwnedPartition::id).toList());
            isPaused = false;
        }
        backOff.succeeded();
        if (partitions.isInGroup()) {
            state.set(SinkState.RUNNING, null);
        }
    }

    private void pause() {
        backOff.failed();
        consumer.pause(consumer.assignment());
        isPaused = true;
    }

    private Duration pollTimeout() {
        Duration pause = backOff.remaining();
        if (!pause.isZero()) {
            return min(pause, IDLE_POLL);
        }
        if (writer.isBusy()) {
            return WRITING_POLL;
        }
        if (open.isOpen()) {
            return min(open.timeLeft(), IDLE_POLL);
        }
        // What a poll brings may be partitions only, which it would keep to itself until its time is over.
        return partitions.claimed().isEmpty() ? JOINING_POLL : IDLE_POLL;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void recover(SQLException error) throws SQLException {
        switch (SqlFailure.of(error)) {
            case RETRY -> {
                metrics.retried();
                if (backOff.failures() == 0) {
                    LOG.warn("The sink {} waits for the database: {}", table.name(), error.toString());
                }
                state.set(SinkState.WAITING_FOR_DATABASE, error.getMessage());
                pause();
            }
            case FENCED -> {
                LOG.warn("The sink {} was fenced and joins its group anew: {}", table.name(), error.getMessage());
                metrics.fenced();
                rejoin();
                backOff.failed();
            }
            case FATAL -> throw error;
        }
    }

    /** What was read and not committed is read again by whoever has it then. */
    private void rejoin() {
        writer.abandon();
        consumer.unsubscribe();
        partitions.clear();
        inHand = null;
        open.clear();
        subscribe();
    }

    private void finish() {
        try {
            if (writer.isBusy()) {
                endBatch();
            }
            if (isPaused || inHand != null || partitions.dirty().isEmpty()) {
                return;
            }
            Batch<B> last = open.handOver();
            inHand = last;
            writer.begin(last);
            endBatch();
        } catch (SQLException | WakeupException e) {
            LOG.warn(
                    "The last batch of the sink {} was rolled back and will be read again: {}",
                    table.name(),
                    e.toString());
        }
    }

    private void close() {
        writer.close();
        companion.close();
        claims.close();
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
