package dev.tracker.streams.topology;

import dev.tracker.core.Fold;
import dev.tracker.core.FoldResult;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.SnapshotWriter;
import dev.tracker.streams.state.TaskStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.jspecify.annotations.Nullable;

/** Folds each event into its task's state. The snapshot follows when the store writes the state, once a commit however many events it took. */
final class FoldProcessor implements Processor<Object, Object, byte[], byte[]> {

    private final FoldMeters meters;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable TaskStore store;

    FoldProcessor(FoldMeters meters) {
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        TaskStore tasks = processorContext.getStateStore(EventTopology.STORE);
        InternalProcessorContext<byte[], byte[]> internal = (InternalProcessorContext<byte[], byte[]>) processorContext;
        ProcessorNode<?, ?, ?, ?> self = internal.currentNode();
        tasks.onFlush((task, timestamp) -> publish(internal, self, task, timestamp));
        store = tasks;
    }

    /** At a commit no node is current, and {@code forward} asks which one it comes from. */
    private void publish(
            InternalProcessorContext<byte[], byte[]> internal,
            ProcessorNode<?, ?, ?, ?> self,
            TaskProgress task,
            long timestamp) {
        ProcessorNode<?, ?, ?, ?> current = internal.currentNode();
        internal.setCurrentNode(self);
        try {
            byte[] key = task.taskId().getBytes(StandardCharsets.UTF_8);
            internal.forward(new Record<>(key, SnapshotWriter.write(task), timestamp));
            meters.snapshot();
        } finally {
            internal.setCurrentNode(current);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the fold returns the same object where nothing changed
    public void process(Record<Object, Object> record) {
        TaskStore tasks = Objects.requireNonNull(store, "init comes first");
        RecordMetadata source = Objects.requireNonNull(context, "init comes first")
                .recordMetadata()
                .orElseThrow();
        ExecutionEvent event = (ExecutionEvent) record.value();
        TaskProgress current = tasks.get(event.envelope().taskId());
        FoldResult result = Fold.fold(
                current,
                event,
                new SourcePosition(source.partition(), source.offset(), Instant.ofEpochMilli(record.timestamp())));
        if (result.progress() != current) {
            tasks.put(result.progress());
        }
        meters.folded(result.outcome());
    }
}
