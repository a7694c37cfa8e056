package dev.tracker.bench.peers;

import dev.tracker.schemas.TaskProgress;
import dev.tracker.streams.state.TaskStateCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** States in the aggregator's own compact form. */
final class TaskSerializer extends TypeSerializerSingleton<TaskProgress> {

    private static final long serialVersionUID = 1;

    private static final TaskSerializer INSTANCE = new TaskSerializer();

    /** How Flink finds the serializer again. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TaskProgress> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // Flink is not annotated; there is no task without an event.
    public TaskProgress createInstance() {
        return null;
    }

    @Override
    public TaskProgress copy(TaskProgress from) {
        return from;
    }

    @Override
    public TaskProgress copy(TaskProgress from, TaskProgress reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(TaskProgress task, DataOutputView target) throws IOException {
        byte[] bytes = TaskStateCodec.encode(task);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public TaskProgress deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return TaskStateCodec.decode(bytes);
    }

    @Override
    public TaskProgress deserialize(TaskProgress reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    @Override
    public TypeSerializerSnapshot<TaskProgress> snapshotConfiguration() {
        return new Snapshot();
    }
}
