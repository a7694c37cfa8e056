package dev.tracker.bench.peers;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** States in the aggregator's own compact form. */
final class TaskSerializer extends TypeSerializerSingleton<StoredTask> {

    private static final long serialVersionUID = 1;

    private static final TaskSerializer INSTANCE = new TaskSerializer();

    /** How Flink finds the serializer again. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<StoredTask> {
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
    public StoredTask createInstance() {
        return null;
    }

    @Override
    public StoredTask copy(StoredTask from) {
        return from;
    }

    @Override
    public StoredTask copy(StoredTask from, StoredTask reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(StoredTask task, DataOutputView target) throws IOException {
        target.writeInt(task.encoded().length);
        target.write(task.encoded());
    }

    @Override
    public StoredTask deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return StoredTask.ofEncoded(bytes);
    }

    @Override
    public StoredTask deserialize(StoredTask reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public TypeSerializerSnapshot<StoredTask> snapshotConfiguration() {
        return new Snapshot();
    }
}
