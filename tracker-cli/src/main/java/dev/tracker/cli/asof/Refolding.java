package dev.tracker.cli.asof;

import dev.tracker.core.Fold;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Folds one task's events out of a partition's records. Not thread-safe. */
final class Refolding {

    private final byte[] key;
    private final @Nullable TaskProgress base;
    private @Nullable TaskProgress progress;
    private long events;
    private boolean baseSeen;

    /** @param base a snapshot from which to go on, null to begin with nothing */
    Refolding(String taskId, @Nullable TaskProgress base) {
        this.key = taskId.getBytes(StandardCharsets.UTF_8);
        this.base = base;
        this.progress = base;
    }

    /** Takes the partition's next record, whosever it is. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (!Arrays.equals(key, record.key())
                || !(EventDecoder.decode(record.key(), record.value()) instanceof DecodedEvent.Valid valid)) {
            return;
        }
        ExecutionEvent event = valid.event();
        SourcePosition position =
                new SourcePosition(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
        baseSeen |= base != null && base.position().equals(position);
        events++;
        progress = Fold.fold(progress, event, position).progress();
    }

    /** The task after the records so far, null if none was its. */
    @Nullable
    TaskProgress progress() {
        return progress;
    }

    /** Events of the task among the records. */
    long events() {
        return events;
    }

    /** Whether the event at which the base says it stands came by. If it should have and did not, the base belongs to another log. */
    boolean isBaseSeen() {
        return baseSeen;
    }
}
