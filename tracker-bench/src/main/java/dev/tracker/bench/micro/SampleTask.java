package dev.tracker.bench.micro;

import dev.tracker.bench.workload.MadeTasks;
import dev.tracker.core.Fold;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.binary.TaskStateCodec;
import dev.tracker.schemas.json.EventEncoder;
import dev.tracker.schemas.json.SnapshotWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One task of the usual length, as events, as state and as bytes. */
@State(Scope.Benchmark)
public class SampleTask {

    /** Events of the task. */
    public static final int EVENTS = 150;

    private static final Instant APPENDED = Instant.parse("2026-01-01T00:00:00Z");

    final List<ExecutionEvent> events = new ArrayList<>();
    final byte[][] eventJson = new byte[EVENTS][];
    final byte[] key;
    final TaskProgress progress;
    final byte[] state;
    final byte[] snapshot;

    public SampleTask() {
        MadeTasks made = new MadeTasks();
        // One more than is used: the last event, which ends the task, is left out.
        for (int i = 0; i < EVENTS; i++) {
            ExecutionEvent event = made.event(1, i, EVENTS + 1);
            events.add(event);
            eventJson[i] = EventEncoder.encode(event);
        }
        progress = Objects.requireNonNull(foldAll());
        key = progress.taskId().getBytes(StandardCharsets.UTF_8);
        state = TaskStateCodec.encode(progress);
        snapshot = SnapshotWriter.write(progress);
    }

    /** The state after all events. */
    final @Nullable TaskProgress foldAll() {
        TaskProgress task = null;
        for (int i = 0; i < EVENTS; i++) {
            task = Fold.fold(task, events.get(i), new SourcePosition(0, i, APPENDED))
                    .progress();
        }
        return task;
    }
}
