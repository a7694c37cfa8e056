package dev.tracker.streams.topology;

import dev.tracker.core.FoldOutcome;
import dev.tracker.core.LiveTask;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.streams.state.TaskStore;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Folds each event into its task. The snapshot follows when the store writes the task, once a commit however many events it took. A record that is no
 * event becomes a dead letter and the partition moves on: bad data is expected, and only it is passed over; a failure of the program itself is an exception
 * that stops the thread before anything is committed.
 */
final class FoldProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final long UNKNOWN = Long.MIN_VALUE;

    /** Streams makes, initialises and calls the processors of a thread's partitions on that thread. */
    private static final ThreadLocal<Arrival> ARRIVAL = ThreadLocal.withInitial(Arrival::new);

    /** When an event came here, by this machine's clock, in milliseconds since 1970. */
    private static final class Arrival {
        long millis;
    }

    private final boolean isExactlyOnce;
    private final CommitPace pace;
    private final FoldMeters meters;

    /** When the last event was appended, in milliseconds since 1970. */
    private long appended;

    /** Of all partitions of this thread, since it commits them together: one that waits for its next records while others work must not have all of it committed. */
    private Arrival lastArrival = new Arrival();

    /** Since when a dead letter waits for a commit that nothing else may bring about, in milliseconds since 1970; 0 if none does. */
    private long letterSince;

    /** Up to where the log had been folded when this processor took over; looked up only when a letter is to be written. */
    private long foldedBefore = UNKNOWN;

    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable TaskStore store;

    FoldProcessor(boolean isExactlyOnce, CommitPace pace, FoldMeters meters) {
        this.isExactlyOnce = isExactlyOnce;
        this.pace = pace;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        lastArrival = ARRIVAL.get();
        TaskStore tasks = processorContext.getStateStore(EventTopology.STORE);
        tasks.onSnapshot(meters::snapshot);
        store = tasks;
        processorContext.schedule(
                pace.look(), PunctuationType.WALL_CLOCK_TIME, now -> commitIfDue(processorContext, tasks, now));
    }

    /** Whoever asks first has the whole thread commit, so the other partitions need not ask. */
    private void commitIfDue(ProcessorContext<byte[], byte[]> streams, TaskStore tasks, long now) {
        long since = now - pace.millisBetween(now - appended, now - lastArrival.millis);
        if (tasks.isDirtySince(since) || (letterSince != 0 && letterSince <= since)) {
            streams.commit();
            letterSince = 0;
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], byte[]> streams = Objects.requireNonNull(context, "init comes first");
        RecordMetadata source = streams.recordMetadata().orElseThrow();
        appended = record.timestamp();
        lastArrival.millis = streams.currentSystemTimeMs();
        DecodedEvent decoded = EventDecoder.decode(record.key(), record.value());
        if (decoded instanceof DecodedEvent.Valid valid) {
            meters.folded(fold(
                    valid.event(),
                    new SourcePosition(source.partition(), source.offset(), Instant.ofEpochMilli(record.timestamp()))));
        } else if (isLetterOfBefore(source.offset())) {
            meters.folded(FoldOutcome.DUPLICATE);
        } else if (decoded instanceof DecodedEvent.Refused refused) {
            meters.refused(refused.code());
            letterSince = letterSince == 0 ? streams.currentSystemTimeMs() : letterSince;
            streams.forward(DeadLetters.of(record, source, refused), EventTopology.DEAD_LETTERS_SINK);
        }
    }

    /**
     * Whether a letter was made of the record by an earlier run: the group's offsets were lost, and the log is read again. With transactions the letter was committed no later than
     * the state of any event behind it. Without them the state may be there and the letter not.
     */
    private boolean isLetterOfBefore(long offset) {
        if (!isExactlyOnce) {
            return false;
        }
        if (foldedBefore == UNKNOWN) {
            foldedBefore = Objects.requireNonNull(store, "init comes first").lastFoldedOffset();
        }
        return offset <= foldedBefore;
    }

    private FoldOutcome fold(ExecutionEvent event, SourcePosition position) {
        TaskStore tasks = Objects.requireNonNull(store, "init comes first");
        LiveTask task = tasks.forUpdate(event.envelope().taskId());
        if (task == null) {
            task = LiveTask.placeholder(event.envelope(), position);
            tasks.add(task);
        }
        return task.fold(event, position);
    }
}
