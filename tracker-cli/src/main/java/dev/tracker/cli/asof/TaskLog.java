package dev.tracker.cli.asof;

import dev.tracker.cli.feed.ProgressLine;
import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.UserException;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.topics.Topics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The events topic, as the source of what a task was at some moment. */
public final class TaskLog {

    /**
     * What there is to say.
     *
     * @param past null if no event that is left was the task's by then
     * @param isKnown whether the task is known today
     * @param logStart the first offset that is left of its partition
     */
    public record Answer(@Nullable PastTask past, boolean isKnown, long logStart) {}

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final TopicReader reader;
    private final IntToLongFunction folded;
    private final PrintWriter err;

    /**
     * @param folded by partition, the first offset that the aggregator has not folded; 0 if unknown
     * @param err is told how far a long reading is
     */
    public TaskLog(TopicReader reader, IntToLongFunction folded, PrintWriter err) {
        this.reader = reader;
        this.folded = folded;
        this.err = err;
    }

    /** Of an installation whose aggregator is called as usual. Long readings are told to {@code err}. */
    public static TaskLog of(Map<String, Object> clientProperties, TopicReader reader, PrintWriter err) {
        return new TaskLog(reader, partition -> FoldedOffsets.of(clientProperties, partition), err);
    }

    /**
     * The task at that moment.
     *
     * @throws UserException if the offset is not one of the log's, or there is no such topic
     */
    public Answer at(String taskId, Moment moment) {
        int partition = partitionOf(taskId);
        TopicReader.Range log = reader.range(Topics.EVENTS, partition);
        long end = end(moment, partition, log);
        // Before the snapshots: what was folded by now is in those that are read next.
        long foldedTo = folded.applyAsLong(partition);
        KnownSnapshots known = KnownSnapshots.read(reader, taskId, partition, end);
        ReadingPlan plan = ReadingPlan.of(log, end, known.before(), known.isLatest(), foldedTo);
        Refolding refolding = fold(taskId, partition, plan);
        if (plan.checksBase() && !refolding.isBaseSeen()) {
            plan = ReadingPlan.fromTheStart(log, end);
            refolding = fold(taskId, partition, plan);
        }
        TaskProgress task = refolding.progress();
        PastTask past = task == null
                ? null
                : new PastTask(task, time(moment, log, task), end - 1, log.first(), plan.isComplete());
        return new Answer(past, known.latest() != null, log.first());
    }

    private long end(Moment moment, int partition, TopicReader.Range log) {
        if (moment instanceof Moment.AtTime at) {
            return reader.offsetAt(Topics.EVENTS, partition, at.time().plusMillis(1));
        }
        long offset = ((Moment.AtOffset) moment).offset();
        String place = "partition " + partition + " of " + Topics.EVENTS + ", where this task's events are, ";
        if (offset < 0) {
            throw new UserException("--offset must be 0 or more, not " + offset);
        }
        if (log.end() == 0 || log.first() == log.end()) {
            throw new UserException(
                    "--offset " + offset + ": " + place + "has no records" + (log.end() == 0 ? "" : " any more"));
        }
        if (offset >= log.end()) {
            throw new UserException(
                    "--offset " + offset + " is beyond the log's end: " + place + "ends at offset " + (log.end() - 1));
        }
        return offset + 1;
    }

    private Refolding fold(String taskId, int partition, ReadingPlan plan) {
        Refolding refolding = new Refolding(taskId, plan.base());
        TopicReader.Range part = plan.part();
        AtomicLong next = new AtomicLong(part.first());
        ProgressLine progress = new ProgressLine(
                () -> String.format(
                        Locale.ROOT,
                        "reading the log: %,d of %,d records",
                        next.get() - part.first(),
                        part.end() - part.first()),
                err,
                BETWEEN_LINES);
        progress.start();
        try {
            reader.read(Topics.EVENTS, partition, part, record -> {
                refolding.accept(record);
                next.set(record.offset() + 1);
            });
        } finally {
            progress.stop();
        }
        return refolding;
    }

    /** For an offset, when the record there was appended; where none is left there, when the last event was. */
    private Instant time(Moment moment, TopicReader.Range log, TaskProgress task) {
        if (moment instanceof Moment.AtTime at) {
            return at.time();
        }
        long offset = ((Moment.AtOffset) moment).offset();
        AtomicLong time = new AtomicLong(task.position().appendedAt().toEpochMilli());
        if (offset >= log.first()) {
            reader.read(
                    Topics.EVENTS,
                    task.position().partition(),
                    new TopicReader.Range(offset, offset + 1),
                    record -> time.set(record.timestamp()));
        }
        return Instant.ofEpochMilli(time.get());
    }

    /** As Kafka's own producers choose it. */
    private int partitionOf(String taskId) {
        try {
            int partitions = reader.partitions(Topics.EVENTS).size();
            return Utils.toPositive(Utils.murmur2(taskId.getBytes(StandardCharsets.UTF_8))) % partitions;
        } catch (UnknownTopicOrPartitionException e) {
            throw new UserException("there is no topic " + Topics.EVENTS + "; `tracker topics` makes it", e);
        }
    }
}
