package dev.tracker.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.bench.workload.MadeTasks;
import dev.tracker.core.Fold;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class TaskSerializerTest {

    private final TaskSerializer serializer = new TaskSerializer();
    private final TaskProgress task = Fold.fold(
                    null, new MadeTasks().event(0, 0, 10), new SourcePosition(0, 0, Instant.EPOCH))
            .progress();

    @Test
    void shouldGiveTheStateBackWhenItIsWrittenCopiedAndRead() throws IOException {
        // Given
        DataOutputSerializer written = new DataOutputSerializer(16);
        serializer.serialize(StoredTask.of(task), written);

        // When
        DataOutputSerializer copied = new DataOutputSerializer(16);
        serializer.copy(new DataInputDeserializer(written.getCopyOfBuffer()), copied);
        StoredTask read = serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer()));

        // Then
        assertThat(read.task()).isEqualTo(task);
    }

    @Test
    void shouldBeFoundAgainWhenACheckpointIsRead() {
        assertThat(serializer.snapshotConfiguration().restoreSerializer()).isEqualTo(serializer);
    }
}
