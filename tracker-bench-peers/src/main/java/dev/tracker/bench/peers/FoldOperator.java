package dev.tracker.bench.peers;

import dev.tracker.core.Fold;
import dev.tracker.schemas.SourcePosition;
import dev.tracker.schemas.TaskProgress;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.SnapshotWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tracker's fold as a keyed operator of Flink. A task that gets events is an object until the next checkpoint's barrier; just before that passes, its state is
 * written and its snapshot sent on, once. So Flink's own mini-batches work; a {@code KeyedProcessFunction} can't see the barrier, and would have to send a
 * snapshot for every event or keep a timer for every task.
 */
final class FoldOperator extends AbstractStreamOperator<Tuple2<byte[], byte[]>>
        implements OneInputStreamOperator<Tuple5<String, byte[], Integer, Long, Long>, Tuple2<byte[], byte[]>> {

    private static final long serialVersionUID = 1;

    private transient Map<String, TaskProgress> live = new HashMap<>();
    private transient @Nullable ValueState<StoredTask> states;

    @Override
    public void open() throws Exception {
        super.open();
        live = new HashMap<>();
        states = getPartitionedState(new ValueStateDescriptor<>("task", new TaskSerializer()));
    }

    @Override
    public void processElement(StreamRecord<Tuple5<String, byte[], Integer, Long, Long>> element) throws IOException {
        Tuple5<String, byte[], Integer, Long, Long> record = element.getValue();
        byte[] key = record.f0.getBytes(StandardCharsets.UTF_8);
        if (EventDecoder.decode(key, record.f1) instanceof DecodedEvent.Valid valid) {
            TaskProgress task = live.get(record.f0);
            if (task == null) {
                StoredTask stored = states().value();
                task = stored == null ? null : stored.task();
            }
            SourcePosition position = new SourcePosition(record.f2, record.f3, Instant.ofEpochMilli(record.f4));
            live.put(record.f0, Fold.fold(task, valid.event(), position).progress());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        sendOn();
    }

    @Override
    public void finish() throws Exception {
        sendOn();
        super.finish();
    }

    private void sendOn() throws IOException {
        for (Map.Entry<String, TaskProgress> each : live.entrySet()) {
            setCurrentKey(each.getKey());
            states().update(StoredTask.of(each.getValue()));
            output.collect(new StreamRecord<>(
                    Tuple2.of(each.getKey().getBytes(StandardCharsets.UTF_8), SnapshotWriter.write(each.getValue()))));
        }
        live.clear();
    }

    private ValueState<StoredTask> states() {
        return Objects.requireNonNull(states, "open comes first");
    }
}
